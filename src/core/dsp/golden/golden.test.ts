import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { trimSilence } from '../../audio/trim.ts';
import { type FrontEndConfig, INTONE_FRONT_END, LIBROSA_FRONT_END } from '../../frontend/config.ts';
import { createFrontEnd } from '../../frontend/extract.ts';
import { melFilterbank } from '../mel.ts';
import golden from './golden.json' with { type: 'json' };
import { goldenSignals } from './signals.ts';

/** Largest difference allowed in values that derive from decibels. */
const DB_BAR = 1e-3;

const PRESETS: Record<string, FrontEndConfig> = { intone: INTONE_FRONT_END, librosa: LIBROSA_FRONT_END };
const signals = new Map(
  Object.entries(PRESETS).map(([name, preset]) => [name, goldenSignals(preset.sampleRateHz)]),
);
const bytes = readFileSync(new URL('./golden.bin', import.meta.url));
const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

function stored(entry: { offset: number; shape: number[] }): Float32Array {
  return values.subarray(entry.offset, entry.offset + entry.shape.reduce((a, b) => a * b));
}

function signal(preset: string, name: string): Float32Array {
  const found = signals.get(preset)?.get(name);
  if (!found) throw new Error(`signals.ts makes no signal "${name}"`);
  return found;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

describe('features equal to librosa 0.11', () => {
  test.each(golden.features)('$preset front end, $signal', (entry) => {
    const config: FrontEndConfig = { ...PRESETS[entry.preset], trimDb: null, level: 'none', deltas: 2 };
    const frontEnd = createFrontEnd(config);
    const input = signal(entry.preset, entry.signal);

    const { logMel } = frontEnd.inspect(input, config.sampleRateHz, entry.signal);
    expect([logMel.frames, logMel.coefficients]).toEqual(entry.logMel.shape);
    expect(largestDifference(logMel.data, stored(entry.logMel))).toBeLessThan(DB_BAR);

    const features = frontEnd.extract(input, config.sampleRateHz, entry.signal);
    expect([features.frames, features.coefficients]).toEqual(entry.features.shape);
    expect(largestDifference(features.data, stored(entry.features))).toBeLessThan(DB_BAR);
  });
});

describe('silence trimmed where librosa.effects.trim does', () => {
  test.each(golden.trim)('$preset rate, $signal, $topDb dB', (entry) => {
    expect(trimSilence(signal(entry.preset, entry.signal), entry.topDb)).toEqual(entry.index);
  });
});

describe('mel filters equal to librosa.filters.mel', () => {
  test.each(golden.filterbanks)('$preset preset, $melScale scale', (entry) => {
    const config = PRESETS[entry.preset];
    const bands = melFilterbank({ ...config, melScale: entry.melScale as 'slaney' | 'htk' });
    const sum = (weights: Float64Array) => weights.reduce((a, b) => a + b, 0);
    const sums = bands.map(({ weights }) => sum(weights));
    const centroids = bands.map(
      ({ firstBin, weights }, m) => weights.reduce((a, w, i) => a + w * (firstBin + i), 0) / sums[m],
    );
    const relative = (ours: number[], theirs: Float32Array) =>
      largestDifference(
        ours.map((v, i) => v / theirs[i]),
        ours.map(() => 1),
      );
    expect(relative(sums, stored(entry.sums))).toBeLessThan(1e-6);
    expect(relative(centroids, stored(entry.centroids))).toBeLessThan(1e-6);

    const bins = config.nFft / 2 + 1;
    const rows = entry.rows.flatMap((row) => {
      const dense = new Float64Array(bins);
      dense.set(bands[row].weights, bands[row].firstBin);
      return [...dense];
    });
    const expected = stored(entry.weights);
    expect(largestDifference(rows, expected)).toBeLessThan(1e-6 * Math.max(...expected));
  });
});

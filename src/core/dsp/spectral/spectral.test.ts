import { expect, test } from 'vitest';
import { PowerStft } from '../stft.ts';
import { CHROMA_BINS, chromaFilters, writeChroma } from './chroma.ts';
import { frameRms, zeroCrossingRate } from './frames.ts';
import { spectralBandwidth, spectralCentroid, spectralFlatness, spectralRolloff } from './shape.ts';
import { TuningEstimator } from './tuning.ts';

// Equality with librosa is golden/golden.test.ts's matter; here stand the definitions, on numbers one can check.

const framing = { frameSamples: 4, hopSamples: 4 };

test('RMS counts zeros outside the signal', () => {
  const signal = Float32Array.of(1, 1, 1, 1, 3, 3, 3, 3);
  // Frames of samples −2…1, 2…5, 6…9.
  expect([...frameRms(signal, framing)]).toEqual([Math.sqrt(0.5), Math.sqrt(5), Math.sqrt(4.5)]);
});

test('signs change where they are seen to, and nothing is crossed at the edges', () => {
  const signal = Float32Array.of(-1, -1, 1, -1, 0, -1e-11, 1, -1);
  // Samples −2…1: none. 2…5: down, up to zero, where a trillionth below counts as zero. 6…9: down once.
  expect([...zeroCrossingRate(signal, framing)]).toEqual([0, 0.5, 0.25]);
});

test('centroid, bandwidth, roll-off and flatness of a spectrum', () => {
  const magnitude = Float64Array.of(0, 1, 0, 3, 0);
  const centroid = spectralCentroid(magnitude, 100);
  expect(centroid).toBe(250);
  expect(spectralBandwidth(magnitude, 100, centroid)).toBeCloseTo(
    Math.sqrt((150 ** 2 + 3 * 50 ** 2) / 4),
    10,
  );
  expect(spectralRolloff(magnitude, 100)).toBe(300);
  expect(spectralRolloff(magnitude, 100, 0.25)).toBe(100);
  expect(spectralFlatness(Float64Array.of(1, 4, 16))).toBeCloseTo(4 / 7, 12);
});

test('silence', () => {
  const nothing = new Float64Array(5);
  expect(spectralCentroid(nothing, 100)).toBe(0);
  expect(spectralBandwidth(nothing, 100, 0)).toBe(0);
  expect(spectralRolloff(nothing, 100)).toBe(0);
  expect(spectralFlatness(nothing)).toBeCloseTo(1, 12);
  const chroma = new Float32Array(CHROMA_BINS);
  writeChroma(new Float64Array(CHROMA_BINS * 5).fill(1), nothing, chroma, 0);
  expect(chroma).toEqual(new Float32Array(CHROMA_BINS));
});

test('an E a third of a semitone flat is tuned −0.33 and is an E', () => {
  const options = { sampleRateHz: 22050, nFft: 4096, winSamples: 4096, hopSamples: 512 };
  const hz = 440 * 2 ** ((7 - 1 / 3) / 12);
  const tone = Float32Array.from({ length: 22050 }, (_, n) => Math.sin((2 * Math.PI * hz * n) / 22050));
  const stft = new PowerStft(options);
  const power = new Float64Array(stft.bins);
  const estimator = new TuningEstimator(options);
  expect(estimator.estimate()).toBe(0);
  for (let f = 4; f < 40; f++) {
    stft.powerAt(tone, f, power);
    estimator.add(power);
  }
  const tuning = estimator.estimate();
  expect(Math.abs(tuning + 1 / 3)).toBeLessThan(0.03);
  const chroma = new Float32Array(CHROMA_BINS);
  writeChroma(chromaFilters({ ...options, tuning }), power, chroma, 0);
  // C C# D D# E
  expect(chroma[4]).toBe(1);
  expect(chroma.filter((v) => v > 0.5)).toHaveLength(1);
  estimator.reset();
  expect(estimator.estimate()).toBe(0);
});

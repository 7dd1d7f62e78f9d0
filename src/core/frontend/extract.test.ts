import { describe, expect, test } from 'vitest';
import { SilentClipError, UnreadableAudioError } from '../errors.ts';
import { type FrontEndConfig, INTONE_FRONT_END, LIBROSA_FRONT_END } from './config.ts';
import { createFrontEnd } from './extract.ts';
import { InvalidFrontEndError, validateFrontEnd } from './validate.ts';

/** Half a second of silence, one second of a tone that swells, half a second of silence. */
function clip(rateHz: number, gain = 0.2): Float32Array {
  return Float32Array.from({ length: 2 * rateHz }, (_, n) => {
    const t = n / rateHz - 0.5;
    return t < 0 || t >= 1 ? 0 : gain * (0.5 + t) * Math.sin(2 * Math.PI * 330 * t);
  });
}

test('the matrix has a row each hop of the trimmed clip and a column each coefficient', () => {
  const { frames, coefficients, data } = createFrontEnd({ ...INTONE_FRONT_END, deltas: 2 }).extract(
    clip(16000),
    16000,
    'a',
  );
  // One second, with up to a frame of 2048 samples more on either side.
  expect(frames).toBeGreaterThan(100);
  expect(frames).toBeLessThan(100 + 2 * 13 + 2);
  expect(coefficients).toBe(120);
  expect(data).toHaveLength(frames * 120);
});

test('recording level says nothing when levelled, and something when not', () => {
  const levelled = createFrontEnd(INTONE_FRONT_END);
  const loud = levelled.extract(clip(16000, 0.4), 16000, 'a').data;
  const quiet = levelled.extract(clip(16000, 0.004), 16000, 'b').data;
  expect(Math.max(...loud.map((v, i) => Math.abs(v - quiet[i])))).toBeLessThan(1e-3);

  const plain = createFrontEnd({ ...INTONE_FRONT_END, level: 'none' });
  const difference =
    plain.extract(clip(16000, 0.4), 16000, 'a').data[0] -
    plain.extract(clip(16000, 0.04), 16000, 'b').data[0];
  // 20 dB in each of 64 mel bands is 20·√64 in the first coefficient.
  expect(difference).toBeCloseTo(160, 1);
});

test('a clip at another rate gives nearly the same features', () => {
  const frontEnd = createFrontEnd({ ...INTONE_FRONT_END, topDb: 40 });
  const at16 = frontEnd.extract(clip(16000), 16000, 'a');
  const at48 = frontEnd.extract(clip(48000), 48000, 'b');
  expect(at48.frames).toBe(at16.frames);
  const mean = at16.data.reduce((sum, v, i) => sum + Math.abs(v - at48.data[i]), 0) / at16.data.length;
  expect(mean).toBeLessThan(0.1);
});

test('features do not depend on the clips before', () => {
  const frontEnd = createFrontEnd(INTONE_FRONT_END);
  const first = frontEnd.extract(clip(16000), 16000, 'a');
  frontEnd.extract(
    clip(48000).map((v, n) => v * Math.cos(n)),
    48000,
    'longer',
  );
  expect(frontEnd.extract(clip(16000), 16000, 'a')).toEqual(first);
});

test('a band count that is no multiple of four', () => {
  const config = { ...INTONE_FRONT_END, nMels: 26, nMfcc: 26, trimDb: null };
  const frontEnd = createFrontEnd(config);
  const { mfcc, logMel } = frontEnd.inspect(clip(16000), 16000, 'a');
  for (const f of [0, 60, mfcc.frames - 1]) {
    const mel = logMel.data.subarray(f * 26, f * 26 + 26);
    // The orthonormal DCT keeps lengths.
    const norm = (v: Float32Array) => Math.hypot(...v);
    expect(norm(mfcc.data.subarray(f * 26, f * 26 + 26)) / norm(mel)).toBeCloseTo(1, 5);
  }
});

test('inspection shows the whole clip, levelled as its trimmed part is', () => {
  const input = clip(48000);
  const seen = createFrontEnd(INTONE_FRONT_END).inspect(input, 48000, 'a');
  expect(seen.sampleRateHz).toBe(16000);
  expect(seen.signal).toHaveLength(32000);
  expect(seen.trimStartS).toBeGreaterThan(0.35);
  expect(seen.trimStartS).toBeLessThanOrEqual(0.5);
  expect(seen.trimEndS).toBeGreaterThanOrEqual(1.5);
  expect(seen.trimEndS).toBeLessThan(1.7);
  const kept = seen.signal.subarray(seen.trimStartS * 16000, seen.trimEndS * 16000);
  expect(Math.sqrt(kept.reduce((sum, v) => sum + v * v, 0) / kept.length)).toBeCloseTo(0.1, 6);
  expect([seen.logMel.frames, seen.logMel.coefficients]).toEqual([201, 64]);
  expect([seen.mfcc.frames, seen.mfcc.coefficients]).toEqual([201, 40]);
  // The input is left alone.
  expect(input).toEqual(clip(48000));
});

test('clips shorter than a window are read, empty ones are refused', () => {
  const frontEnd = createFrontEnd({ ...INTONE_FRONT_END, deltas: 2 });
  expect(frontEnd.extract(Float32Array.of(0.5), 16000, 'a').frames).toBe(1);
  expect(() => frontEnd.extract(new Float32Array(0), 16000, 'b.wav')).toThrow(SilentClipError);
});

test('a clip with nothing below the new Nyquist frequency is silent', () => {
  const whistle = Float32Array.from({ length: 48000 }, (_, n) => {
    const fade = Math.sin((Math.PI * n) / 48000) ** 4;
    return 0.5 * fade * Math.sin(2 * Math.PI * 15000 * (n / 48000));
  });
  expect(() => createFrontEnd(INTONE_FRONT_END).extract(whistle, 48000, 'a.wav')).toThrow(SilentClipError);
});

test('samples that are not numbers are refused and harm no later clip', () => {
  const frontEnd = createFrontEnd(INTONE_FRONT_END);
  const good = frontEnd.extract(clip(48000), 48000, 'a');
  const bad = clip(48000);
  bad[5000] = Number.NaN;
  expect(() => frontEnd.extract(bad, 48000, 'b.wav')).toThrow(UnreadableAudioError);
  expect(frontEnd.extract(clip(48000), 48000, 'a')).toEqual(good);
});

describe('settings that contradict each other', () => {
  test('the presets are sound', () => {
    expect(() => validateFrontEnd(INTONE_FRONT_END)).not.toThrow();
    expect(() => validateFrontEnd(LIBROSA_FRONT_END)).not.toThrow();
  });

  test.each<[Partial<Record<keyof FrontEndConfig, unknown>>, string]>([
    [{ nFft: 400 }, 'power of two'],
    [{ winSamples: 513 }, 'window length'],
    [{ hopSamples: 0 }, 'hop'],
    [{ hopSamples: 1.5 }, 'hop'],
    [{ nMels: 0 }, 'mel bands'],
    [{ nMfcc: 65 }, 'MFCCs'],
    [{ fMaxHz: 8001 }, 'span 20 to 8001 Hz'],
    [{ fMinHz: 8000 }, 'span 8000 to 8000 Hz'],
    [{ fMinHz: Number.NaN }, 'span NaN'],
    [{ sampleRateHz: 0 }, 'sample rate'],
    [{ melScale: 'bark' }, 'bark'],
    [{ level: undefined }, 'level'],
    [{ deltas: 3 }, 'delta'],
    [{ trimDb: 0 }, 'Trimming'],
    [{ topDb: -80 }, 'range'],
    [{ lifter: Number.POSITIVE_INFINITY }, 'lifter'],
  ])('%o', (change, part) => {
    const config = { ...INTONE_FRONT_END, ...change } as FrontEndConfig;
    expect(() => createFrontEnd(config)).toThrow(InvalidFrontEndError);
    expect(() => createFrontEnd(config)).toThrow(part);
  });
});

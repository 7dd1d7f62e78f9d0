import { describe, expect, test } from 'vitest';
import type { F0Options } from './options.ts';
import { Pyin } from './pyin.ts';
import { yin } from './yin.ts';

const OPTIONS: F0Options = {
  sampleRateHz: 16000,
  fMinHz: 65,
  fMaxHz: 500,
  frameSamples: 1024,
  hopSamples: 160,
};
const pyin = new Pyin(OPTIONS);

function tone(hz: number, samples: number, amplitude = 0.4): Float32Array {
  return Float32Array.from(
    { length: samples },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / OPTIONS.sampleRateHz),
  );
}

test('a steady tone is voiced at the nearest pitch of the grid', () => {
  const { f0Hz, voiced, probability } = pyin.track(tone(200, 8000));
  const nearest = 65 * 2 ** (Math.round(120 * Math.log2(200 / 65)) / 120);
  for (let t = 4; t < 46; t++) {
    expect(f0Hz[t]).toBeCloseTo(nearest, 9);
    expect(voiced[t]).toBe(1);
    expect(probability[t]).toBeGreaterThan(0.5);
  }
});

describe('odd lengths', () => {
  test.each([0, 1, 2, 100, 159, 160, 161, 319, 320, 1023, 1024, 1025])('%i samples', (samples) => {
    const { f0Hz, voiced, probability } = pyin.track(tone(200, samples));
    const frames = 1 + Math.floor(samples / 160);
    expect([f0Hz.length, voiced.length, probability.length]).toEqual([frames, frames, frames]);
    expect([...probability].every((p) => p >= 0 && p <= 1)).toBe(true);
    expect([...f0Hz].map(Number.isNaN)).toEqual([...voiced].map((v) => v === 0));
    expect(yin(tone(200, samples), OPTIONS).length).toBe(frames);
  });
});

test('a track does not depend on those before', () => {
  const fresh = new Pyin(OPTIONS).track(tone(200, 3000));
  pyin.track(tone(410, 5000));
  expect(pyin.track(tone(200, 3000))).toEqual(fresh);
});

test('silence is unvoiced, beside sound too', () => {
  const signal = new Float32Array(16000);
  signal.set(tone(200, 4000), 12000);
  const { voiced, probability } = pyin.track(signal);
  // The last frame that holds none of the tone is centred 512 samples before it.
  for (let t = 0; t <= (12000 - 512) / 160; t++) {
    expect(probability[t]).toBe(0);
    expect(voiced[t]).toBe(0);
  }
  expect(voiced[90]).toBe(1);
});

test('loudness makes no difference', () => {
  const loud = pyin.track(tone(200, 8000, 1));
  const faint = pyin.track(tone(200, 8000, 2 ** -20));
  expect(faint.f0Hz).toEqual(loud.f0Hz);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a sample of %f is refused', (sample) => {
  const signal = tone(200, 4000);
  signal[1000] = sample;
  expect(() => pyin.track(signal)).toThrow(RangeError);
  expect(() => yin(signal, OPTIONS)).toThrow(RangeError);
});

test.each([
  ['fMin above fMax', { fMinHz: 600 }],
  ['fMin not above 0', { fMinHz: 0 }],
  ['fMax above half the rate', { fMaxHz: 8001 }],
  ['a frame no longer than a period', { frameSamples: 246 }],
  ['an odd frame', { frameSamples: 1023 }],
  ['no hop', { hopSamples: 0 }],
  ['a fractional hop', { hopSamples: 1.5 }],
])('%s is refused', (_, change) => {
  expect(() => new Pyin({ ...OPTIONS, ...change })).toThrow(RangeError);
});

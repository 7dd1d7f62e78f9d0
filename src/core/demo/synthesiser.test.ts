import { describe, expect, test } from 'vitest';
import { Random } from '../dataset/random.ts';
import type { Phonation } from './glottis.ts';
import { DEMO_SAMPLE_RATE_HZ, synthesise } from './synthesiser.ts';
import { emptyTracks } from './tracks.ts';

const MODAL: Phonation = { openQuotient: 0.6, tiltDb: 6, jitter: 0.005, shimmer: 0.03, creak: 0 };

/** Half a second of one vowel on one pitch. */
function steadyVowel(f0Hz: number, formantsHz: [number, number, number], phonation = MODAL): Float32Array {
  const tracks = emptyTracks(100);
  tracks.f0Hz.fill(f0Hz);
  tracks.voicing.fill(1);
  tracks.aspiration.fill(0.01);
  tracks.fricationHz.fill(4000);
  for (const [k, hz] of formantsHz.entries()) tracks.formantsHz[k].fill(hz);
  return synthesise(tracks, phonation, 1, new Random(1));
}

/** F0 from the highest peak of the normalised autocorrelation between 60 and 450 Hz. */
function autocorrelationF0(signal: Float32Array): number {
  const frame = signal.subarray(2000, 6000);
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = 0; i < frame.length - lag; i++) sum += frame[i] * frame[i + lag];
    return sum / (frame.length - lag);
  };
  let best = 0;
  let bestLag = 0;
  for (let lag = Math.floor(DEMO_SAMPLE_RATE_HZ / 450); lag <= DEMO_SAMPLE_RATE_HZ / 60; lag++) {
    const value = correlation(lag);
    // A later multiple of the period must be clearly better to be taken for the period.
    if (value > best * 1.05) [best, bestLag] = [value, lag];
  }
  return DEMO_SAMPLE_RATE_HZ / bestLag;
}

/** Power at one frequency (Goertzel by its definition), in dB. */
function powerDb(signal: Float32Array, hz: number): number {
  let re = 0;
  let im = 0;
  for (let i = 0; i < signal.length; i++) {
    const phase = (2 * Math.PI * hz * i) / DEMO_SAMPLE_RATE_HZ;
    re += signal[i] * Math.cos(phase);
    im += signal[i] * Math.sin(phase);
  }
  return 10 * Math.log10(re * re + im * im);
}

describe('a steady vowel', () => {
  test.each([90, 120, 210, 320])('is voiced at the planned %d Hz', (f0Hz) => {
    const f0 = autocorrelationF0(steadyVowel(f0Hz, [730, 1090, 2440]));
    expect(Math.abs(f0 / f0Hz - 1)).toBeLessThan(0.03);
  });

  test('is strongest at the harmonics near its formants', () => {
    // No jitter, so that every harmonic of 100 Hz is a line.
    const still = { ...MODAL, jitter: 0, shimmer: 0 };
    const ee = steadyVowel(100, [300, 2300, 3000], still);
    const ah = steadyVowel(100, [700, 1100, 2400], still);
    expect(powerDb(ee, 2300)).toBeGreaterThan(powerDb(ee, 1100) + 6);
    expect(powerDb(ah, 1100)).toBeGreaterThan(powerDb(ah, 2300) + 6);
    expect(powerDb(ah, 700)).toBeGreaterThan(powerDb(ah, 300));
    expect(powerDb(ee, 300)).toBeGreaterThan(powerDb(ee, 700));
  });

  test('loses what is asked at 3 kHz when the voice is softer', () => {
    const still = { ...MODAL, jitter: 0, shimmer: 0 };
    const tilted = (tiltDb: number) => {
      const vowel = steadyVowel(100, [500, 1500, 2500], { ...still, tiltDb });
      return powerDb(vowel, 3000);
    };
    expect(tilted(0) - tilted(12)).toBeCloseTo(12, 0);
  });
});

import { describe, expect, test } from 'vitest';
import { MfccExtractor, type MfccOptions } from '../dsp/mfcc.ts';
import { PlainMfcc } from '../dsp/plain-mfcc.ts';
import { INTONE_FRONT_END, LIBROSA_FRONT_END } from '../frontend/config.ts';
import { Kernel } from './kernel.ts';
import { KernelMfcc } from './mfcc.ts';

const kernel = Kernel.shared()!;

/** Bursts of noise and near-silence, 120 dB of range. */
function bursts(length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => 0.5 * Math.sin(n * n) * 10 ** -((n / 500) % 6));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((largest, v, i) => Math.max(largest, Math.abs(v - b[i])), 0);
}

function mfccs(engine: KernelMfcc | PlainMfcc, options: MfccOptions, signal: Float32Array): Float32Array {
  const out = new Float32Array(new MfccExtractor(options, null).framesOf(signal.length) * options.nMfcc);
  engine.mfcc(signal, out, options.nMfcc);
  return out;
}

const OPTIONS: [string, MfccOptions][] = [
  ["Intone's", INTONE_FRONT_END],
  ["librosa's", LIBROSA_FRONT_END],
  ['16 points', { ...INTONE_FRONT_END, nFft: 16, winSamples: 13, hopSamples: 5, nMels: 3, nMfcc: 3 }],
  ['128 points, hop past the window', { ...INTONE_FRONT_END, nFft: 128, winSamples: 90, hopSamples: 301 }],
  ['1024 points, odd counts', { ...INTONE_FRONT_END, nFft: 1024, winSamples: 801, nMels: 27, nMfcc: 13 }],
  ['4096 points, HTK', { ...LIBROSA_FRONT_END, nFft: 4096, melScale: 'htk', nMels: 40, nMfcc: 6 }],
  ['one coefficient, liftered', { ...INTONE_FRONT_END, nMfcc: 1, lifter: 22 }],
  ['whole range', { ...INTONE_FRONT_END, topDb: null }],
  ['below the loudest', { ...INTONE_FRONT_END, dbReference: 'max', topDb: 60 }],
  ['another reference and floor', { ...INTONE_FRONT_END, dbReference: -3e-4, dbFloor: 1e-5 }],
  ['no floor to speak of', { ...INTONE_FRONT_END, dbFloor: 1e-300, topDb: null }],
];

describe.each(OPTIONS)('as plain JavaScript: %s', (_, options) => {
  const fast = new KernelMfcc(kernel, options);
  const plain = new PlainMfcc(options);

  test.each([0, 1, 159, 160, 2000, 4801, 12345])('%i samples', (length) => {
    const signal = bursts(length);
    expect(largestDifference(fast.logMel(signal), plain.logMel(signal))).toBeLessThan(1e-5);
    expect(largestDifference(mfccs(fast, options, signal), mfccs(plain, options, signal))).toBeLessThan(1e-4);
  });
});

test('the frame that fills up the last pair is no part of the clip', () => {
  // 161 frames: the last is centred on sample 25600 and sees nothing; one more would be full of the loud end.
  const options = { ...INTONE_FRONT_END, winSamples: 64, topDb: 30 };
  const signal = new Float32Array(25600 + 150).fill(1e-4);
  signal.fill(1, 25600 + 100);
  const fast = new KernelMfcc(kernel, options).logMel(signal);
  expect(largestDifference(fast, new PlainMfcc(options).logMel(signal))).toBeLessThan(1e-5);
});

test('columns beside the MFCCs are left alone', () => {
  const signal = bursts(1000);
  const out = new Float32Array(7 * 50).fill(7);
  new KernelMfcc(kernel, INTONE_FRONT_END).mfcc(signal, out, 50);
  const alone = mfccs(new PlainMfcc(INTONE_FRONT_END), INTONE_FRONT_END, signal);
  for (let f = 0; f < 7; f++) {
    expect(largestDifference(out.slice(f * 50, f * 50 + 40), alone.slice(f * 40, f * 40 + 40))).toBeLessThan(
      1e-4,
    );
    expect([...out.subarray(f * 50 + 40, f * 50 + 50)]).toEqual(Array(10).fill(7));
  }
});

test('extractors that share the kernel do not disturb each other', () => {
  const intone = new KernelMfcc(kernel, INTONE_FRONT_END);
  const librosa = new KernelMfcc(kernel, LIBROSA_FRONT_END);
  const signal = bursts(9000);
  const before = mfccs(intone, INTONE_FRONT_END, signal);
  librosa.logMel(bursts(50000));
  expect(mfccs(intone, INTONE_FRONT_END, signal)).toEqual(before);
});

test('sizes that are no power of two are left to JavaScript', () => {
  const odd = { ...INTONE_FRONT_END, nFft: 400 };
  const signal = bursts(2000);
  const out = new Float32Array(13 * 40);
  new MfccExtractor(odd, kernel).mfcc(signal, out, 40);
  expect(out).toEqual(mfccs(new PlainMfcc(odd), odd, signal));
});

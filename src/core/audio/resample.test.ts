import { describe, expect, test } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { createResampler, resample } from './resample.ts';

const RATIOS = [
  [48000, 16000],
  [44100, 16000],
  [24414, 16000],
  [22050, 16000],
  [192000, 16000],
  [96000, 22050],
  [48000, 44100],
  [16000, 22050],
  [8000, 16000],
  [16001, 24000],
] as const;
const DURATION_S = 0.25;

function tone(hz: number, rateHz: number): Float32Array {
  return Float32Array.from({ length: DURATION_S * rateHz }, (_, n) =>
    Math.cos((2 * Math.PI * hz * n) / rateHz + 0.3),
  );
}

/** Samples away from the edges, where the tone's sudden start and end ring. */
function middle(signal: Float32Array): Float32Array {
  return signal.subarray(Math.floor(signal.length / 4), Math.floor((3 * signal.length) / 4));
}

/** Levels re full scale: the tone at `hz` fitted by least squares, and all that is left when it is taken away. */
function measure(signal: Float32Array, hz: number, rateHz: number) {
  let [cc, cs, ss, xc, xs] = [0, 0, 0, 0, 0];
  const angle = (n: number) => (2 * Math.PI * hz * n) / rateHz;
  signal.forEach((x, n) => {
    const [c, s] = [Math.cos(angle(n)), Math.sin(angle(n))];
    cc += c * c;
    cs += c * s;
    ss += s * s;
    xc += x * c;
    xs += x * s;
  });
  const determinant = cc * ss - cs * cs;
  const a = (xc * ss - xs * cs) / determinant;
  const b = (xs * cc - xc * cs) / determinant;
  let rest = 0;
  signal.forEach((x, n) => {
    rest += (x - a * Math.cos(angle(n)) - b * Math.sin(angle(n))) ** 2;
  });
  return {
    gainDb: 20 * Math.log10(Math.hypot(a, b)),
    restDb: 10 * Math.log10((2 * rest) / signal.length + 1e-30),
  };
}

/** Both hold the same bars: the kernel's 32-bit rounding lies far below them. */
const ENGINES = { kernel: Kernel.shared(), JavaScript: null };
const CASES = RATIOS.flatMap(([fromHz, toHz]) =>
  Object.entries(ENGINES).map(([engine, kernel]) => ({ fromHz, toHz, engine, kernel })),
);

describe.each(CASES)('$fromHz Hz to $toHz Hz by $engine', ({ fromHz, toHz, kernel }) => {
  const nyquist = Math.min(fromHz, toHz) / 2;
  const resampler = createResampler(fromHz, toHz, kernel);
  const resampled = (signal: Float32Array) =>
    resampler.apply(signal, Math.ceil((signal.length * toHz) / fromHz));

  test.each([0.02, 0.3, 0.6, 0.8, 0.9])('a tone at %f of Nyquist passes, alone', (share) => {
    const hz = share * nyquist;
    const { gainDb, restDb } = measure(middle(resampled(tone(hz, fromHz))), hz, toHz);
    expect(Math.abs(gainDb)).toBeLessThan(0.01);
    expect(restDb).toBeLessThan(-100);
  });

  test('a tone keeps its time', () => {
    const hz = 0.3 * nyquist;
    const out = resampled(tone(hz, fromHz));
    const expected = tone(hz, toHz);
    for (let n = Math.floor(out.length / 4); n < (3 * out.length) / 4; n++) {
      expect(Math.abs(out[n] - expected[n])).toBeLessThan(1e-5);
    }
  });

  if (toHz < fromHz) {
    const factors = [1.01, 1.1, 1.5, 1.9].filter((factor) => factor * nyquist < fromHz / 2);
    test.each(factors)('a tone at %f of the new Nyquist frequency is gone', (factor) => {
      const hz = factor * nyquist;
      const out = middle(resampled(tone(hz, fromHz)));
      const peak = out.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      expect(20 * Math.log10(peak + 1e-12)).toBeLessThan(-100);
    });
  } else {
    test('a tone just below the old Nyquist frequency leaves no image just above', () => {
      const hz = 0.99 * nyquist;
      expect(measure(middle(resampled(tone(hz, fromHz))), hz, toHz).restDb).toBeLessThan(-100);
    });
  }
});

test.each(RATIOS)('%i Hz to %i Hz: the length is rounded up', (fromHz, toHz) => {
  for (const length of [1, 2, 3, 100, 1001]) {
    expect(resample(new Float32Array(length), fromHz, toHz)).toHaveLength(
      Math.ceil((length * toHz) / fromHz),
    );
  }
});

test('equal rates give the signal itself', () => {
  const signal = Float32Array.of(1, 2, 3);
  expect(resample(signal, 16000, 16000)).toBe(signal);
});

test('a clip resamples the same after a longer one', () => {
  const short = tone(440, 44100).subarray(0, 3000);
  const before = resample(short, 44100, 16000);
  resample(new Float32Array(20000).fill(1), 44100, 16000);
  expect(resample(short, 44100, 16000)).toEqual(before);
});

test('nothing to resample is nothing', () => {
  expect(resample(new Float32Array(0), 48000, 16000)).toHaveLength(0);
  expect(resample(new Float32Array(0), 16000, 22050)).toHaveLength(0);
});

test('rates are positive whole numbers', () => {
  expect(() => resample(new Float32Array(9), 22254.5, 16000)).toThrow('22254.5');
  expect(() => resample(new Float32Array(9), 16000, 0)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { ChirpFft } from './chirp-fft.ts';
import { ComplexFft, isPowerOfTwo, RealFft } from './fft.ts';

/** Samples without symmetry, so that no exchange of terms goes unseen. */
function ramp(size: number, seed: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => Math.sin(seed + n * n));
}

/** The definition, term by term. */
function dft(re: Float64Array, im: Float64Array) {
  return Array.from(re, (_, k) => {
    const sum = { re: 0, im: 0 };
    for (let n = 0; n < re.length; n++) {
      const angle = (-2 * Math.PI * k * n) / re.length;
      sum.re += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
      sum.im += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
    }
    return sum;
  });
}

test.each([1, 2, 4, 8, 32, 64, 256, 3, 5, 7, 9, 15, 21, 60, 100, 200, 210])(
  'a complex FFT of %i points is the DFT, and back',
  (size) => {
    const [re, im] = [ramp(size, 1), ramp(size, 2)];
    const expected = dft(re, im);
    const fft = new ComplexFft(size);
    fft.transform(re, im);
    for (let k = 0; k < size; k++) {
      expect(re[k]).toBeCloseTo(expected[k].re, 10);
      expect(im[k]).toBeCloseTo(expected[k].im, 10);
    }
    fft.transform(im, re);
    ramp(size, 1).forEach((x, n) => {
      expect(re[n] / size).toBeCloseTo(x, 12);
    });
  },
);

test.each([1, 2, 3, 11, 30, 97])('a chirp FFT of %i points is the DFT, and back', (size) => {
  const [re, im] = [ramp(size, 1), ramp(size, 2)];
  const expected = dft(re, im);
  const fft = new ChirpFft(size);
  fft.transform(re, im);
  for (let k = 0; k < size; k++) {
    expect(re[k]).toBeCloseTo(expected[k].re, 10);
    expect(im[k]).toBeCloseTo(expected[k].im, 10);
  }
  fft.transform(im, re);
  ramp(size, 1).forEach((x, n) => {
    expect(re[n] / size).toBeCloseTo(x, 12);
  });
});

test.each([4, 5, 6, 8, 14, 16, 45, 101, 202, 400, 512])('the power spectrum of %i real samples', (size) => {
  const frame = ramp(size, 3);
  const expected = dft(frame, new Float64Array(size));
  const fft = new RealFft(size);
  expect(fft.bins).toBe(1 + Math.floor(size / 2));
  const power = new Float64Array(fft.bins);
  fft.power(frame, power);
  power.forEach((p, k) => {
    expect(p).toBeCloseTo(expected[k].re ** 2 + expected[k].im ** 2, 8);
  });
});

test('sizes that cannot be', () => {
  expect([1, 2, 512, 1024].every(isPowerOfTwo)).toBe(true);
  expect([0, -2, 3, 400, 1023, 2.5, Number.NaN].some(isPowerOfTwo)).toBe(false);
  expect(() => new ComplexFft(401)).toThrow('not 401');
  expect(() => new ComplexFft(0)).toThrow('not 0');
  expect(() => new ComplexFft(2.5)).toThrow('not 2.5');
  expect(() => new RealFft(2)).toThrow('at least 4');
  expect(() => new RealFft(400.5)).toThrow('whole number');
});

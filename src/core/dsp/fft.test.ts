import { expect, test } from 'vitest';
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

test.each([1, 2, 4, 8, 32, 64, 256])('a complex FFT of %i points is the DFT, and back', (size) => {
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
});

test.each([4, 8, 16, 512])('the power spectrum of %i real samples', (size) => {
  const frame = ramp(size, 3);
  const expected = dft(frame, new Float64Array(size));
  const power = new Float64Array(size / 2 + 1);
  new RealFft(size).power(frame, power);
  power.forEach((p, k) => {
    expect(p).toBeCloseTo(expected[k].re ** 2 + expected[k].im ** 2, 8);
  });
});

test('only powers of two', () => {
  expect([1, 2, 512, 1024].every(isPowerOfTwo)).toBe(true);
  expect([0, -2, 3, 400, 1023, 2.5, Number.NaN].some(isPowerOfTwo)).toBe(false);
  expect(() => new ComplexFft(400)).toThrow('not 400');
  expect(() => new RealFft(2)).toThrow('at least 4');
});

import { ChirpFft } from './chirp-fft.ts';
import { ComplexFft, hasSmallFactors, isPowerOfTwo } from './complex-fft.ts';

export { ComplexFft, isPowerOfTwo };

/**
 * Power spectrum of real frames of one size. Even products of 2, 3, 5 and 7 (400, 512, 1000, …) are fast; others take
 * four to ten times as long.
 * Source: the real FFT by a complex one of half the size (Press et al., "Numerical Recipes", §12.3). An odd size has no
 * half and takes a complex FFT of its own size.
 */
export class RealFft {
  /** Bins of a spectrum: 1 + ⌊size/2⌋. */
  readonly bins: number;
  private readonly even: boolean;
  private readonly fft: ComplexFft | ChirpFft;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;

  /** @throws RangeError when size is not a whole number of at least 4. */
  constructor(readonly size: number) {
    if (!Number.isInteger(size) || size < 4) {
      throw new RangeError(`The FFT size must be a whole number of at least 4, not ${size}.`);
    }
    this.even = size % 2 === 0;
    this.bins = 1 + Math.floor(size / 2);
    const n = this.even ? size / 2 : size;
    this.fft = hasSmallFactors(n) ? new ComplexFft(n) : new ChirpFft(n);
    this.re = new Float64Array(n);
    this.im = new Float64Array(n);
    this.cos = Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) => Math.cos((Math.PI * k) / n));
    this.sin = Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) => Math.sin((Math.PI * k) / n));
  }

  /** |X[k]|² of `frame` (size samples) into `power` (bins). */
  power(frame: Float64Array, power: Float64Array): void {
    if (this.even) this.powerOfEven(frame, power);
    else this.powerOfOdd(frame, power);
  }

  private powerOfEven(frame: Float64Array, power: Float64Array): void {
    const { re, im, cos, sin } = this;
    const n = this.size / 2;
    // Even samples are the real part and odd samples the imaginary part of a sequence half as long.
    for (let m = 0; m < n; m++) {
      re[m] = frame[2 * m];
      im[m] = frame[2 * m + 1];
    }
    this.fft.transform(re, im);
    power[0] = (re[0] + im[0]) ** 2;
    power[n] = (re[0] - im[0]) ** 2;
    for (let k = 1, j = n - 1; k <= j; k++, j--) {
      const evenRe = 0.5 * (re[k] + re[j]);
      const evenIm = 0.5 * (im[k] - im[j]);
      const oddRe = 0.5 * (im[k] + im[j]);
      const oddIm = 0.5 * (re[j] - re[k]);
      const turnedRe = oddRe * cos[k] + oddIm * sin[k];
      const turnedIm = oddIm * cos[k] - oddRe * sin[k];
      power[k] = (evenRe + turnedRe) ** 2 + (evenIm + turnedIm) ** 2;
      power[j] = (evenRe - turnedRe) ** 2 + (evenIm - turnedIm) ** 2;
    }
  }

  private powerOfOdd(frame: Float64Array, power: Float64Array): void {
    const { re, im } = this;
    re.set(frame);
    im.fill(0);
    this.fft.transform(re, im);
    for (let k = 0; k < this.bins; k++) power[k] = re[k] ** 2 + im[k] ** 2;
  }
}

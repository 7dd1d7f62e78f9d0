import { ComplexFft } from './complex-fft.ts';

/**
 * Complex FFT of any one size, by two power-of-two FFTs at least twice as long.
 * Source: Bluestein 1970, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans.
 * Audio and Electroacoustics 18(4): with nk = (n² + k² − (k − n)²)/2, the DFT is a convolution with a chirp.
 */
export class ChirpFft {
  private readonly fft: ComplexFft;
  /** exp(−πi·n²/size), n = 0 … size − 1. */
  private readonly chirpRe: Float64Array;
  private readonly chirpIm: Float64Array;
  /** Spectrum of the conjugate chirp over −size < n < size, divided by the inner FFT's size. */
  private readonly filterRe: Float64Array;
  private readonly filterIm: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  /** @param size any whole number from 1 on. */
  constructor(readonly size: number) {
    const inner = 2 ** Math.ceil(Math.log2(2 * size - 1));
    this.fft = new ComplexFft(inner);
    this.chirpRe = new Float64Array(size);
    this.chirpIm = new Float64Array(size);
    this.filterRe = new Float64Array(inner);
    this.filterIm = new Float64Array(inner);
    this.re = new Float64Array(inner);
    this.im = new Float64Array(inner);
    for (let n = 0; n < size; n++) {
      // The remainder is exact, whereas the angle of a large n² would have lost digits.
      const angle = (Math.PI * ((n * n) % (2 * size))) / size;
      this.chirpRe[n] = Math.cos(angle);
      this.chirpIm[n] = -Math.sin(angle);
      const mirrored = n === 0 ? 0 : inner - n;
      this.filterRe[n] = this.filterRe[mirrored] = Math.cos(angle) / inner;
      this.filterIm[n] = this.filterIm[mirrored] = Math.sin(angle) / inner;
    }
    this.fft.transform(this.filterRe, this.filterIm);
  }

  /** X[k] = Σ x[n]·exp(−2πi·kn/size), in place and unscaled: as ComplexFft's. */
  transform(re: Float64Array, im: Float64Array): void {
    const { size, chirpRe, chirpIm, filterRe, filterIm } = this;
    const { re: workRe, im: workIm } = this;
    for (let n = 0; n < size; n++) {
      workRe[n] = re[n] * chirpRe[n] - im[n] * chirpIm[n];
      workIm[n] = re[n] * chirpIm[n] + im[n] * chirpRe[n];
    }
    workRe.fill(0, size);
    workIm.fill(0, size);
    this.fft.transform(workRe, workIm);
    for (let k = 0; k < workRe.length; k++) {
      const productRe = workRe[k] * filterRe[k] - workIm[k] * filterIm[k];
      workIm[k] = workRe[k] * filterIm[k] + workIm[k] * filterRe[k];
      workRe[k] = productRe;
    }
    // Exchanged: the inverse.
    this.fft.transform(workIm, workRe);
    for (let k = 0; k < size; k++) {
      re[k] = workRe[k] * chirpRe[k] - workIm[k] * chirpIm[k];
      im[k] = workRe[k] * chirpIm[k] + workIm[k] * chirpRe[k];
    }
  }
}

import { ComplexFft } from '../dsp/fft.ts';
import { kaiserSinc, type LowPassSpec } from './kaiser.ts';

/** The filter's weights, an odd number about time zero. They sum to 1, so the gain at 0 Hz is exactly 1. */
export function lowPassTaps(spec: LowPassSpec): Float64Array {
  const { halfWidth, at } = kaiserSinc(spec);
  const reach = Math.floor(halfWidth);
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => at(i - reach));
  const gain = taps.reduce((a, b) => a + b);
  return taps.map((tap) => tap / gain);
}

/**
 * A zero-phase low-pass filter by fast convolution (overlap-save), two blocks at a time: one as the real and one as the
 * imaginary part of a complex signal, which a filter with real coefficients keeps apart.
 */
export class LowPass {
  private readonly fft: ComplexFft;
  /** Half the filter's length: each output sample needs this many input samples on either side. */
  private readonly reach: number;
  /** The filter's frequency response over the FFT size; real, since the filter is symmetric about time zero. */
  private readonly response: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  /** @param taps as lowPassTaps makes them. */
  constructor(taps: Float64Array) {
    this.reach = (taps.length - 1) / 2;
    // About eight times the filter's length: larger blocks cost more per FFT than they save in overlap.
    const size = 2 ** Math.ceil(Math.log2(16 * (this.reach + 1)));
    this.fft = new ComplexFft(size);
    this.re = new Float64Array(size);
    this.im = new Float64Array(size);
    this.response = new Float64Array(size);
    // The inverse FFT's 1/size goes in here too.
    for (let i = 0; i < taps.length; i++) this.response[(i - this.reach + size) % size] = taps[i] / size;
    this.fft.transform(this.response, new Float64Array(size));
  }

  /** The filtered signal into out[offset … offset + signal.length), as if zeros stood on both sides of it. */
  apply(signal: Float32Array, out: Float64Array, offset: number): void {
    const { re, im, response, reach } = this;
    const valid = re.length - 2 * reach;
    for (let start = 0; start < signal.length; start += 2 * valid) {
      loadBlock(signal, start - reach, re);
      loadBlock(signal, start + valid - reach, im);
      this.fft.transform(re, im);
      for (let k = 0; k < re.length; k++) {
        re[k] *= response[k];
        im[k] *= response[k];
      }
      this.fft.transform(im, re);
      const first = Math.min(valid, signal.length - start);
      out.set(re.subarray(reach, reach + first), offset + start);
      const second = Math.min(valid, signal.length - start - valid);
      if (second > 0) out.set(im.subarray(reach, reach + second), offset + start + valid);
    }
  }
}

/** signal[start …] into the block, zero where the signal has no samples. */
function loadBlock(signal: Float32Array, start: number, block: Float64Array): void {
  const from = Math.max(0, start);
  const to = Math.min(signal.length, start + block.length);
  block.fill(0);
  if (to > from) block.set(signal.subarray(from, to), from - start);
}

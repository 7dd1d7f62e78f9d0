import { ComplexFft } from '../dsp/fft.ts';
import { fftPosition, radix4Roots } from './fft-tables.ts';
import type { Kernel } from './kernel.ts';

/** Blocks in lockstep: four lanes of real and of imaginary parts. */
const BLOCKS = 8;

/**
 * A symmetric low-pass filter that keeps every `decimation`-th sample, run by the kernel (./assembly/lowpass.ts).
 * Its owner calls `writeTables` and `place` inside Kernel.begin.
 */
export class KernelLowPass {
  /** Output samples of one call of `run`. */
  readonly groupSamples: number;
  private readonly valid: number;
  private readonly size: number;
  private readonly roots: Float32Array;
  private readonly response: Float32Array;
  private rootsAt = 0;
  private responseAt = 0;
  private workAt = 0;
  private sumAt = 0;
  private inputAt = 0;

  /** @param taps the filter, an odd number of weights about time zero. */
  constructor(
    private readonly taps: Float64Array,
    private readonly decimation: number,
  ) {
    // Taps of the longest polyphase part.
    const partTaps = Math.ceil(taps.length / decimation);
    // At least three times as long, so that two thirds of each block are new.
    this.size = 4 ** Math.max(2, Math.ceil(Math.log2(3 * partTaps) / 2));
    this.valid = 4 * Math.floor((this.size - partTaps + 1) / 4);
    this.groupSamples = BLOCKS * this.valid;
    this.roots = Float32Array.from(radix4Roots(this.size));
    this.response = polyphaseSpectra(taps, decimation, this.size);
  }

  writeTables(kernel: Kernel): void {
    this.rootsAt = kernel.table(this.roots);
    this.responseAt = kernel.table(this.response);
  }

  /** Takes room for one group's input and scratch. */
  place(kernel: Kernel): void {
    this.workAt = kernel.take(32 * this.size);
    this.sumAt = kernel.take(32 * this.size);
    this.inputAt = kernel.take(4 * this.inputSamples);
  }

  private get inputSamples(): number {
    return ((BLOCKS - 1) * this.valid + this.size) * this.decimation;
  }

  /** Outputs from … from + groupSamples of the filtered signal, to `outAt`. */
  run(kernel: Kernel, signal: Float32Array, from: number, outAt: number): void {
    const reach = (this.taps.length - 1) / 2;
    kernel.stage(this.inputAt, signal, from * this.decimation - reach, this.inputSamples);
    kernel.calls.lowPass(
      this.inputAt,
      outAt,
      this.valid,
      this.decimation,
      this.size,
      this.rootsAt,
      this.rootsAt + this.roots.byteLength,
      this.responseAt,
      this.workAt,
      this.sumAt,
    );
  }
}

/**
 * Spectra of the filter's polyphase parts g_p[u] = taps[decimation·u + p], conjugated, for the kernel correlates, and with
 * the inverse FFT's 1/size in them: decimation × size × (re, im), each in the kernel's order.
 */
function polyphaseSpectra(taps: Float64Array, decimation: number, size: number): Float32Array {
  const fft = new ComplexFft(size);
  const spectra = new Float32Array(2 * decimation * size);
  for (let phase = 0; phase < decimation; phase++) {
    const re = new Float64Array(size);
    const im = new Float64Array(size);
    for (let u = 0; decimation * u + phase < taps.length; u++) re[u] = taps[decimation * u + phase] / size;
    fft.transform(re, im);
    for (let k = 0; k < size; k++) {
      const at = 2 * (phase * size + fftPosition(size, k));
      spectra[at] = re[k];
      spectra[at + 1] = -im[k];
    }
  }
  return spectra;
}

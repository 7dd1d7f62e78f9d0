import { hannWindow } from '../dsp/window.ts';
import { fftPosition, radix4Roots } from './fft-tables.ts';
import type { Kernel } from './kernel.ts';

/** Pairs of frames whose samples are staged at a time. */
const STAGED_PAIRS = 16;
/** The kernel reads samples four at a time, and so up to three past a frame's end. */
const OVERREAD = 4;

export interface FrameOptions {
  nFft: number;
  winSamples: number;
  hopSamples: number;
}

/**
 * Power spectra of a signal's centred frames, two at a time, run by the kernel (./assembly/spectrum.ts).
 * Its owner calls `writeTables` and `place` inside Kernel.begin.
 */
export class KernelSpectra {
  /** Where a pair's spectrum stands: nFft/2 + 1 bins, each the f64 powers of the two frames. */
  powerAt = 0;
  private readonly window: Float64Array;
  /** The window's stretch that is not zero, widened to multiples of 4. */
  private readonly first: number;
  private readonly end: number;
  private readonly roots: Float64Array;
  private readonly split: Uint8Array;
  private windowAt = 0;
  private rootsAt = 0;
  private splitAt = 0;
  private workAt = 0;
  private stageAt = 0;

  /** nFft is a power of two of at least 16. */
  constructor(private readonly options: FrameOptions) {
    const { nFft, winSamples } = options;
    // Half, for the split's even and odd parts are mean values.
    this.window = hannWindow(winSamples, nFft).map((weight) => weight / 2);
    const left = Math.floor((nFft - winSamples) / 2);
    this.first = 4 * Math.floor(left / 4);
    this.end = 4 * Math.ceil((left + winSamples) / 4);
    this.roots = radix4Roots(nFft / 2);
    this.split = splitTable(nFft);
  }

  writeTables(kernel: Kernel): void {
    this.windowAt = kernel.table(this.window);
    this.rootsAt = kernel.table(this.roots);
    this.splitAt = kernel.table(this.split);
  }

  place(kernel: Kernel): void {
    const { nFft } = this.options;
    this.workAt = kernel.take(16 * nFft);
    this.powerAt = kernel.take(16 * (nFft / 2 + 1));
    this.stageAt = kernel.take(4 * this.stagedSamples);
  }

  private get stagedSamples(): number {
    const { nFft, hopSamples } = this.options;
    return (2 * STAGED_PAIRS - 1) * hopSamples + nFft + OVERREAD;
  }

  /**
   * Calls `take(pair)` for every pair of frames while its spectrum stands at powerAt. With an odd number of frames, the
   * last pair's second frame is one past the last.
   */
  forEachPair(kernel: Kernel, signal: Float32Array, pairs: number, take: (pair: number) => void): void {
    const { nFft, hopSamples } = this.options;
    for (let pair = 0; pair < pairs; pair++) {
      const staged = pair % STAGED_PAIRS;
      if (staged === 0) {
        kernel.stage(this.stageAt, signal, 2 * pair * hopSamples - nFft / 2, this.stagedSamples);
      }
      kernel.calls.powerSpectra(
        this.stageAt + 8 * staged * hopSamples,
        4 * hopSamples,
        nFft,
        this.windowAt,
        this.first,
        this.end,
        this.rootsAt,
        this.splitAt,
        this.workAt,
        this.powerAt,
      );
      take(pair);
    }
  }
}

/** For k = 1 … nFft/4: byte offsets of bins k and nFft/2 − k of the half-size spectrum, cos and sin of 2πk/nFft. */
function splitTable(nFft: number): Uint8Array {
  const entryBytes = 24;
  const elementBytes = 32;
  const table = new DataView(new ArrayBuffer((nFft / 4) * entryBytes));
  for (let k = 1; k <= nFft / 4; k++) {
    const at = (k - 1) * entryBytes;
    table.setInt32(at, elementBytes * fftPosition(nFft / 2, k), true);
    table.setInt32(at + 4, elementBytes * fftPosition(nFft / 2, nFft / 2 - k), true);
    table.setFloat64(at + 8, Math.cos((2 * Math.PI * k) / nFft), true);
    table.setFloat64(at + 16, Math.sin((2 * Math.PI * k) / nFft), true);
  }
  return new Uint8Array(table.buffer);
}

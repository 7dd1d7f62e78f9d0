import { RealFft } from './fft.ts';
import { hannWindow } from './window.ts';

export interface StftOptions {
  /** A power of two. */
  nFft: number;
  /** Length of the Hann window, centred in nFft samples. */
  winSamples: number;
  hopSamples: number;
}

/** Frames of a centred STFT: frame t is centred on sample t·hop, up to and including the last one inside the signal. */
export function frameCount(samples: number, hopSamples: number): number {
  return 1 + Math.floor(samples / hopSamples);
}

/**
 * Power spectra of single frames: |librosa.stft(center=True, pad_mode='constant')|² of librosa 0.11.
 * Samples before the start and after the end count as zero.
 */
export class PowerStft {
  /** Bins of a spectrum: nFft/2 + 1. */
  readonly bins: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly frame: Float64Array;

  /** @throws RangeError when nFft is not a power of two. */
  constructor(readonly options: StftOptions) {
    this.fft = new RealFft(options.nFft);
    this.window = hannWindow(options.winSamples, options.nFft);
    this.frame = new Float64Array(options.nFft);
    this.bins = options.nFft / 2 + 1;
  }

  /** The power spectrum of frame `index` of `signal` into `power` (length bins). */
  powerAt(signal: Float32Array, index: number, power: Float64Array): void {
    const { frame, window } = this;
    const { nFft, hopSamples } = this.options;
    const start = index * hopSamples - nFft / 2;
    const from = Math.max(0, -start);
    const to = Math.max(from, Math.min(nFft, signal.length - start));
    frame.fill(0, 0, from);
    for (let n = from; n < to; n++) frame[n] = signal[start + n] * window[n];
    frame.fill(0, to);
    this.fft.power(frame, power);
  }
}

import { RealFft } from './fft.ts';
import { hannWindow } from './window.ts';

export interface StftOptions {
  /** Any whole number from 4 on; see RealFft for which are fast. */
  nFft: number;
  /** Length of the Hann window, centred in nFft samples. */
  winSamples: number;
  hopSamples: number;
}

/**
 * Frames of librosa's centred STFT, RMS and zero-crossing rate: frame t is centred on t·hop, and ⌊nFft/2⌋ zeros are
 * added at either end. The last frame may thus be centred just past the last sample; an odd nFft is a sample too long
 * for that. Without nFft, an even one is meant.
 */
export function frameCount(samples: number, hopSamples: number, nFft = 2): number {
  return 1 + Math.floor((samples - (nFft % 2)) / hopSamples);
}

/**
 * Power spectra of single frames: |librosa.stft(center=True, pad_mode='constant')|² of librosa 0.11.
 * Samples before the start and after the end count as zero.
 */
export class PowerStft {
  /** Bins of a spectrum: 1 + ⌊nFft/2⌋. */
  readonly bins: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly frame: Float64Array;

  /** @throws RangeError when nFft is not a whole number of at least 4. */
  constructor(readonly options: StftOptions) {
    this.fft = new RealFft(options.nFft);
    this.window = hannWindow(options.winSamples, options.nFft);
    this.frame = new Float64Array(options.nFft);
    this.bins = this.fft.bins;
  }

  /** The power spectrum of frame `index` of `signal` into `power` (length bins). */
  powerAt(signal: Float32Array, index: number, power: Float64Array): void {
    const { frame, window } = this;
    const { nFft, hopSamples } = this.options;
    const start = index * hopSamples - Math.floor(nFft / 2);
    const from = Math.max(0, -start);
    const to = Math.max(from, Math.min(nFft, signal.length - start));
    frame.fill(0, 0, from);
    for (let n = from; n < to; n++) frame[n] = signal[start + n] * window[n];
    frame.fill(0, to);
    this.fft.power(frame, power);
  }
}

import { powerToDb } from './db.ts';
import { dctMatrix, lifterWeights } from './dct.ts';
import { dot, roundUpToFour } from './dot.ts';
import { applyMel, type MelBand, type MelOptions, melFilterbank } from './mel.ts';
import { frameCount, PowerStft, type StftOptions } from './stft.ts';

export interface MfccOptions extends StftOptions, MelOptions {
  topDb: number | null;
  nMfcc: number;
  /** 0 for none. */
  lifter: number;
}

/**
 * librosa.feature.melspectrogram → power_to_db → mfcc for signals at options.sampleRateHz.
 * Tables are made once and scratch space is kept between clips; results are the caller's own.
 */
export class MfccExtractor {
  private readonly stft: PowerStft;
  private readonly bands: MelBand[];
  /** Orthonormal DCT-II with the lifter multiplied in: nMfcc rows of nMels weights, each row zero-padded to dctRow. */
  private readonly dct: Float64Array;
  private readonly dctRow: number;
  private readonly power: Float64Array;
  private logMelScratch = new Float64Array(0);

  /** @throws RangeError when nFft is not a power of two. */
  constructor(readonly options: MfccOptions) {
    const { nMels, nMfcc, lifter } = options;
    this.stft = new PowerStft(options);
    this.bands = melFilterbank(options);
    this.power = new Float64Array(this.stft.bins);
    this.dctRow = roundUpToFour(nMels);
    this.dct = new Float64Array(nMfcc * this.dctRow);
    const matrix = dctMatrix(nMfcc, nMels);
    const weights = lifterWeights(nMfcc, lifter);
    for (let k = 0; k < nMfcc; k++) {
      for (let m = 0; m < nMels; m++) this.dct[k * this.dctRow + m] = weights[k] * matrix[k * nMels + m];
    }
  }

  /** Frames of a signal's matrices: 1 + ⌊samples / hop⌋. */
  framesOf(samples: number): number {
    return frameCount(samples, this.options.hopSamples);
  }

  /** Log-mel spectrogram in dB, frames × nMels, row-major. */
  logMel(signal: Float32Array): Float32Array {
    const length = this.framesOf(signal.length) * this.options.nMels;
    return Float32Array.from(this.computeLogMel(signal).subarray(0, length));
  }

  /**
   * MFCCs of every frame into the first nMfcc columns of `out`, whose rows are `rowLength` long (frames × rowLength).
   */
  mfcc(signal: Float32Array, out: Float32Array, rowLength: number): void {
    const { nMels, nMfcc } = this.options;
    const { dct, dctRow } = this;
    const logMel = this.computeLogMel(signal);
    const frames = this.framesOf(signal.length);
    for (let f = 0; f < frames; f++) {
      for (let k = 0; k < nMfcc; k++) {
        out[f * rowLength + k] = dot(dct, k * dctRow, logMel, f * nMels, dctRow);
      }
    }
  }

  /** The log-mel spectrogram in the shared scratch space, which may be longer than the spectrogram. */
  private computeLogMel(signal: Float32Array): Float64Array {
    const { nMels, topDb } = this.options;
    const frames = this.framesOf(signal.length);
    // The last frame's padded DCT row reads up to three values past its end; they count for nothing.
    const needed = frames * nMels + this.dctRow - nMels;
    if (this.logMelScratch.length < needed) this.logMelScratch = new Float64Array(needed);
    const scratch = this.logMelScratch;
    for (let f = 0; f < frames; f++) {
      this.stft.powerAt(signal, f, this.power);
      applyMel(this.bands, this.power, scratch, f * nMels);
    }
    powerToDb(scratch, frames * nMels, topDb);
    return scratch;
  }
}

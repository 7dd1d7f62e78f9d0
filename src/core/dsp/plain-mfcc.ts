import { powerToDb } from './db.ts';
import { dctMatrix, lifterWeights } from './dct.ts';
import { dot, roundUpToFour } from './dot.ts';
import { applyMel, type MelBand, melFilterbank } from './mel.ts';
import type { MfccEngine, MfccOptions } from './mfcc.ts';
import { frameCount, PowerStft } from './stft.ts';

/** MFCCs in plain JavaScript, for any FFT size and any engine; the kernel is tested against it. */
export class PlainMfcc implements MfccEngine {
  private readonly stft: PowerStft;
  private readonly bands: MelBand[];
  /** Orthonormal DCT-II with the lifter multiplied in: nMfcc rows of nMels weights, each row zero-padded to dctRow. */
  private readonly dct: Float64Array;
  private readonly dctRow: number;
  private readonly power: Float64Array;
  /** Kept from clip to clip, so it may be longer than the spectrogram. */
  private mel = new Float64Array(0);
  private frames = 0;

  /** @throws RangeError when nFft is not a whole number of at least 4. */
  constructor(private readonly options: MfccOptions) {
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

  logMel(signal: Float32Array): Float32Array {
    this.melPowers(signal);
    this.toDecibels();
    return Float32Array.from(this.mel.subarray(0, this.frames * this.options.nMels));
  }

  mfcc(signal: Float32Array, out: Float32Array, rowLength: number): void {
    this.melPowers(signal);
    this.toDecibels();
    this.transform(out, rowLength);
  }

  /** The first stage: mel energies into `mel`, frames × nMels. The others work on what is there. */
  melPowers(signal: Float32Array): void {
    const { nMels, hopSamples, nFft } = this.options;
    this.frames = frameCount(signal.length, hopSamples, nFft);
    // The last frame's padded DCT row reads up to three values past its end; they count for nothing.
    const needed = this.frames * nMels + this.dctRow - nMels;
    if (this.mel.length < needed) this.mel = new Float64Array(needed);
    for (let f = 0; f < this.frames; f++) {
      this.stft.powerAt(signal, f, this.power);
      applyMel(this.bands, this.power, this.mel, f * nMels);
    }
  }

  /** The second stage: energies to decibels, in place. */
  toDecibels(): void {
    const { nMels, topDb, dbReference = 1, dbFloor = 1e-10 } = this.options;
    powerToDb(this.mel, this.frames * nMels, topDb, { reference: dbReference, floor: dbFloor });
  }

  /** The third stage: decibels to MFCCs, as MfccExtractor.mfcc hands them out. */
  transform(out: Float32Array, rowLength: number): void {
    const { nMels, nMfcc } = this.options;
    const { dct, dctRow, mel } = this;
    for (let f = 0; f < this.frames; f++) {
      for (let k = 0; k < nMfcc; k++) {
        out[f * rowLength + k] = dot(dct, k * dctRow, mel, f * nMels, dctRow);
      }
    }
  }
}

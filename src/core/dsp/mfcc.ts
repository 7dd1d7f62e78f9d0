import { Kernel } from '../kernel/kernel.ts';
import { KernelMfcc } from '../kernel/mfcc.ts';
import { isPowerOfTwo } from './fft.ts';
import type { MelOptions } from './mel.ts';
import { PlainMfcc } from './plain-mfcc.ts';
import { frameCount, type StftOptions } from './stft.ts';

export interface MfccOptions extends StftOptions, MelOptions {
  topDb: number | null;
  /** power_to_db's ref; 1 unless given. */
  dbReference?: number | 'max';
  /** power_to_db's amin; 1e-10 unless given. */
  dbFloor?: number;
  nMfcc: number;
  /** 0 for none. */
  lifter: number;
}

/** Who computes; see MfccExtractor for what. */
export interface MfccEngine {
  logMel(signal: Float32Array): Float32Array;
  mfcc(signal: Float32Array, out: Float32Array, rowLength: number): void;
}

/**
 * librosa.feature.melspectrogram → power_to_db → mfcc for finite signals at options.sampleRateHz.
 * Tables are made once and scratch space is kept between clips; results are the caller's own.
 * The SIMD kernel does the work where it can run and nFft is a power of two; it is equal but for the rounding of doubles.
 */
export class MfccExtractor implements MfccEngine {
  private readonly engine: MfccEngine;

  /**
   * @param kernel null for plain JavaScript.
   * @throws RangeError when nFft is not a whole number of at least 4.
   */
  constructor(
    readonly options: MfccOptions,
    kernel: Kernel | null = Kernel.shared(),
  ) {
    const fits = isPowerOfTwo(options.nFft) && options.nFft >= 16;
    this.engine = kernel && fits ? new KernelMfcc(kernel, options) : new PlainMfcc(options);
  }

  /** Frames of a signal's matrices, as librosa's centred STFT has them. */
  framesOf(samples: number): number {
    return frameCount(samples, this.options.hopSamples, this.options.nFft);
  }

  /** Log-mel spectrogram in dB, frames × nMels, row-major. */
  logMel(signal: Float32Array): Float32Array {
    return this.engine.logMel(signal);
  }

  /**
   * MFCCs of every frame into the first nMfcc columns of `out`, whose rows are `rowLength` long (frames × rowLength).
   */
  mfcc(signal: Float32Array, out: Float32Array, rowLength: number): void {
    this.engine.mfcc(signal, out, rowLength);
  }
}

import { dctMatrix, lifterWeights } from '../dsp/dct.ts';
import { type MelBand, melFilterbank } from '../dsp/mel.ts';
import type { MfccEngine, MfccOptions } from '../dsp/mfcc.ts';
import { frameCount } from '../dsp/stft.ts';
import type { Kernel } from './kernel.ts';
import { KernelSpectra } from './spectra.ts';

/** Below this, doubles lose precision and the kernel's logarithm fails. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * Log-mel spectrograms and MFCCs by the kernel, two frames at a time in double precision.
 * The signal is finite; nFft is a power of two of at least 16.
 */
export class KernelMfcc implements MfccEngine {
  private readonly spectra: KernelSpectra;
  private readonly bandRanges: Int32Array;
  private readonly bandWeights: Float64Array;
  private readonly matrix: Float64Array;
  /** ⌈nMels/2⌉: inputs of the DCT once its symmetry has folded them. */
  private readonly half: number;
  private bandRangesAt = 0;
  private bandWeightsAt = 0;
  private matrixAt = 0;
  private melAt = 0;
  private frames = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly options: MfccOptions,
  ) {
    this.spectra = new KernelSpectra(options);
    const bands = melFilterbank(options);
    this.bandRanges = Int32Array.from(bands.flatMap(({ firstBin, weights }) => [firstBin, weights.length]));
    this.bandWeights = concatenate(bands);
    this.half = Math.ceil(options.nMels / 2);
    this.matrix = foldedDct(options);
  }

  logMel(signal: Float32Array): Float32Array {
    const { nMels } = this.options;
    this.melPowers(signal);
    this.toDecibels();
    const { frames } = this;
    const values = this.kernel.f64(this.melAt, 2 * this.pairs * nMels);
    const out = new Float32Array(frames * nMels);
    for (let f = 0; f < frames; f++) {
      const from = 2 * (f >> 1) * nMels + (f & 1);
      for (let m = 0; m < nMels; m++) out[f * nMels + m] = values[from + 2 * m];
    }
    return out;
  }

  mfcc(signal: Float32Array, out: Float32Array, rowLength: number): void {
    this.melPowers(signal);
    this.toDecibels();
    this.transform(out, rowLength);
  }

  /** The first stage: mel energies at melAt, pairs × nMels × the two frames' values. The others work on what is there. */
  melPowers(signal: Float32Array): void {
    const { kernel, spectra } = this;
    const { nMels, hopSamples } = this.options;
    kernel.begin(this, () => {
      spectra.writeTables(kernel);
      this.bandRangesAt = kernel.table(this.bandRanges);
      this.bandWeightsAt = kernel.table(this.bandWeights);
      this.matrixAt = kernel.table(this.matrix);
    });
    spectra.place(kernel);
    this.frames = frameCount(signal.length, hopSamples);
    this.melAt = kernel.take(16 * this.pairs * nMels);
    const { powerAt } = spectra;
    const { bandRangesAt, bandWeightsAt, melAt } = this;
    spectra.forEachPair(kernel, signal, this.pairs, (pair) =>
      kernel.calls.melBands(powerAt, bandRangesAt, bandWeightsAt, nMels, melAt + 16 * nMels * pair),
    );
    if (this.frames % 2 === 1) this.silenceLastFrame();
  }

  /** The second stage: energies to decibels, in place. */
  toDecibels(): void {
    const { kernel, melAt } = this;
    const { nMels, topDb, dbReference = 1, dbFloor = 1e-10 } = this.options;
    const count = this.pairs * nMels;
    const amin = Math.max(SMALLEST_NORMAL, dbFloor);
    const reference = dbReference === 'max' ? kernel.calls.largest(melAt, count) : Math.abs(dbReference);
    const referenceDb = 10 * Math.log10(Math.max(amin, reference));
    kernel.calls.powerToDb(melAt, count, amin, referenceDb, topDb ?? Number.POSITIVE_INFINITY);
  }

  /** The third stage: decibels to MFCCs, as MfccExtractor.mfcc hands them out. */
  transform(out: Float32Array, rowLength: number): void {
    const { kernel, half, frames } = this;
    const { nMels, nMfcc } = this.options;
    const foldedAt = kernel.take(32 * half);
    const outAt = kernel.take(8 * this.pairs * nMfcc);
    for (let pair = 0; pair < this.pairs; pair++) {
      const from = this.melAt + 16 * nMels * pair;
      const to = outAt + 8 * nMfcc * pair;
      kernel.calls.dct(from, nMels, this.matrixAt, nMfcc, half, foldedAt, to);
    }
    const values = kernel.f32(outAt, frames * nMfcc);
    if (rowLength === nMfcc) {
      out.set(values);
      return;
    }
    for (let f = 0; f < frames; f++) out.set(values.subarray(f * nMfcc, (f + 1) * nMfcc), f * rowLength);
  }

  private get pairs(): number {
    return Math.ceil(this.frames / 2);
  }

  /** The frame past the last of an odd number is no part of the clip and must not be its loudest. */
  private silenceLastFrame(): void {
    const { nMels } = this.options;
    const last = this.kernel.f64(this.melAt + 16 * nMels * (this.pairs - 1), 2 * nMels);
    for (let m = 0; m < nMels; m++) last[2 * m + 1] = 0;
  }
}

function concatenate(bands: MelBand[]): Float64Array {
  const all = new Float64Array(bands.reduce((sum, { weights }) => sum + weights.length, 0));
  let at = 0;
  for (const { weights } of bands) {
    all.set(weights, at);
    at += weights.length;
  }
  return all;
}

/** The left half of the liftered DCT matrix in groups of four rows, input by input: see ./assembly/dct.ts. */
function foldedDct({ nMels, nMfcc, lifter }: MfccOptions): Float64Array {
  const half = Math.ceil(nMels / 2);
  const rows = dctMatrix(nMfcc, nMels);
  const weights = lifterWeights(nMfcc, lifter);
  const folded = new Float64Array(4 * Math.ceil(nMfcc / 4) * half);
  for (let k = 0; k < nMfcc; k++) {
    const group = 4 * Math.floor(k / 4) * half;
    for (let m = 0; m < half; m++) folded[group + 4 * m + (k % 4)] = weights[k] * rows[k * nMels + m];
  }
  return folded;
}

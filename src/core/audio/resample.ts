import { type Allocate, allocateFresh } from '../allocate.ts';
import { Kernel } from '../kernel/kernel.ts';
import { KernelResampler, type PolyphaseTable } from '../kernel/resampler.ts';
import { Interpolator, polyphaseTable } from './interpolate.ts';
import { LowPass, lowPassTaps } from './lowpass.ts';

/**
 * The filter librosa.load uses (soxr_hq): flat up to 0.914 of the lower Nyquist frequency, gone from that frequency on.
 * The two numbers were fitted to soxr's measured response, which they meet within 0.005 of full scale across the
 * transition band; MFCCs then differ from librosa's by 0.002 on average, against 0.004 for a guess.
 */
const PASS_EDGE = 0.9137;
const ATTENUATION_DB = 133;
/** Above this ratio the second stage would have less room than the first, and one filter does both jobs. */
const LARGEST_TWO_STAGE_RATIO = 0.8;

/** Made once for each pair of rates. */
interface Resampler {
  /** The first `length` samples of the resampled signal. */
  apply(signal: Float32Array, length: number, allocate?: Allocate): Float32Array;
}

const resamplers = new Map<string, Resampler>();

/**
 * Band-limited resampling. Passband ripple stays within 0.01 dB up to 0.9 of the lower Nyquist frequency, and aliases and
 * images stay below −100 dB. Not delayed: output j stands at time j/toHz. The signal is taken as zero outside.
 * Filters are designed once for each pair of rates. The SIMD kernel does the work where it can run.
 * @param signal mono; itself returned when the rates are equal.
 * @param fromHz, toHz whole numbers.
 * @param allocate gives the room for what is returned; a fresh one where it is not given.
 * @returns ⌈samples · toHz / fromHz⌉ samples, as librosa.resample.
 * @throws RangeError when a rate is not a positive whole number.
 */
export function resample(
  signal: Float32Array,
  fromHz: number,
  toHz: number,
  allocate?: Allocate,
): Float32Array {
  for (const hz of [fromHz, toHz]) {
    if (!Number.isInteger(hz) || hz <= 0)
      throw new RangeError(`A sample rate must be a whole number, not ${hz}.`);
  }
  if (fromHz === toHz) return signal;
  const key = `${fromHz}:${toHz}`;
  let resampler = resamplers.get(key);
  if (resampler === undefined) {
    resampler = createResampler(fromHz, toHz, Kernel.shared());
    resamplers.set(key, resampler);
  }
  const [phases, step] = lowestTerms(toHz, fromHz);
  return resampler.apply(signal, Math.ceil((signal.length * phases) / step), allocate);
}

/**
 * Going down by a good margin takes two stages: a steep low-pass at the input rate by fast convolution, which removes all
 * that would alias, then reading between the samples with a short filter, for what passed the first leaves that one a wide
 * transition band (and none at all for whole-number ratios, which read every n-th sample). Otherwise one polyphase filter.
 * @param kernel null for plain JavaScript, to which the kernel is equal but for its 32-bit rounding.
 */
export function createResampler(fromHz: number, toHz: number, kernel: Kernel | null): Resampler {
  const [phases, step] = lowestTerms(toHz, fromHz);
  // Cycles per input sample.
  const nyquist = Math.min(0.5, 0.5 * (phases / step));
  const steep = { passEdge: PASS_EDGE * nyquist, stopEdge: nyquist, attenuationDb: ATTENUATION_DB };
  const gentle = { passEdge: nyquist, stopEdge: 1 - nyquist, attenuationDb: ATTENUATION_DB };
  const twoStage = phases / step <= LARGEST_TWO_STAGE_RATIO;
  const taps = twoStage ? lowPassTaps(steep) : null;
  const table = twoStage && phases === 1 ? null : polyphaseTable(twoStage ? gentle : steep, phases, step);
  if (!kernel) return new PlainResampler(taps, table, step);
  return new KernelResampler(kernel, taps && { taps, decimation: table ? 1 : step }, table);
}

class PlainResampler implements Resampler {
  private readonly lowPass: LowPass | null;
  private readonly interpolator: Interpolator | null;
  private padded = new Float64Array(0);

  constructor(
    taps: Float64Array | null,
    table: PolyphaseTable | null,
    private readonly step: number,
  ) {
    this.lowPass = taps && new LowPass(taps);
    this.interpolator = table && new Interpolator(table);
  }

  apply(signal: Float32Array, length: number, allocate: Allocate = allocateFresh): Float32Array {
    const out = allocate(length);
    const reach = this.interpolator?.reach ?? 0;
    const padded = this.scratch(signal.length, reach);
    if (this.lowPass) this.lowPass.apply(signal, padded, reach);
    else padded.set(signal, reach);
    if (this.interpolator) this.interpolator.apply(padded, out);
    else for (let j = 0; j < out.length; j++) out[j] = padded[j * this.step];
    return out;
  }

  /** Room for `length` samples between two stretches of zeros, kept from clip to clip. */
  private scratch(length: number, reach: number): Float64Array {
    const needed = length + 2 * reach + 1;
    if (this.padded.length < needed) this.padded = new Float64Array(needed);
    this.padded.fill(0, 0, reach);
    this.padded.fill(0, reach + length, needed);
    return this.padded;
  }
}

function lowestTerms(a: number, b: number): [number, number] {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return [a / x, b / x];
}

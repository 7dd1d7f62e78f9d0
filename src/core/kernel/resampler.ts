import type { Allocate } from '../allocate.ts';
import { copied } from '../allocate.ts';
import type { Kernel } from './kernel.ts';
import { KernelLowPass } from './low-pass.ts';

/** A polyphase filter as a table; see audio/interpolate.ts. */
export interface PolyphaseTable {
  /** (rows + 1) × taps weights; row r is for a position r/rows of a sample after a whole one. */
  weights: Float64Array;
  /** A multiple of 4. */
  taps: number;
  /** As many as phases, or fewer, and then neighbouring rows are mixed. */
  rows: number;
  /** Output j stands at input position j·step/phases. */
  phases: number;
  step: number;
}

/** Outputs of the interpolator at a time, where no low-pass sets the pace. */
const CHUNK_SAMPLES = 8192;

/**
 * Resampling by the kernel. The input is read chunk by chunk, so that scratch space stays small and in the cache.
 * Either or both of: a low-pass that keeps every n-th sample, and an interpolator reading what it gives.
 */
export class KernelResampler {
  private readonly lowPass: KernelLowPass | null;
  private readonly weights: Float32Array | null;
  private weightsAt = 0;

  /** With both parts, the low-pass's decimation is 1. */
  constructor(
    private readonly kernel: Kernel,
    lowPass: { taps: Float64Array; decimation: number } | null,
    private readonly polyphase: PolyphaseTable | null,
  ) {
    this.lowPass = lowPass && new KernelLowPass(lowPass.taps, lowPass.decimation);
    this.weights = polyphase && Float32Array.from(polyphase.weights);
  }

  /** @returns `length` samples, copied out at once */
  apply(signal: Float32Array, length: number, allocate?: Allocate): Float32Array {
    const { kernel } = this;
    kernel.begin(this, () => {
      this.lowPass?.writeTables(kernel);
      if (this.weights) this.weightsAt = kernel.table(this.weights);
    });
    this.lowPass?.place(kernel);
    let outAt = 0;
    if (this.polyphase) outAt = this.interpolate(this.polyphase, signal, length);
    else if (this.lowPass) outAt = this.decimate(this.lowPass, signal, length);
    return copied(kernel.f32(outAt, length), allocate);
  }

  private decimate(lowPass: KernelLowPass, signal: Float32Array, length: number): number {
    const outAt = this.kernel.take(4 * (length + lowPass.groupSamples));
    for (let from = 0; from < length; from += lowPass.groupSamples) {
      lowPass.run(this.kernel, signal, from, outAt + 4 * from);
    }
    return outAt;
  }

  private interpolate(polyphase: PolyphaseTable, signal: Float32Array, length: number): number {
    const { kernel, lowPass, weightsAt } = this;
    const { taps, rows, phases, step } = polyphase;
    // One chunk's input: the samples its outputs stand among, and half the filter on either side.
    const span = lowPass?.groupSamples ?? Math.ceil((CHUNK_SAMPLES * step) / phases) + taps;
    const chunk = Math.floor(((span - taps) * phases) / step);
    const inputAt = kernel.take(4 * span);
    const outAt = kernel.take(4 * length);
    for (let from = 0; from < length; from += chunk) {
      const whole = Math.floor((from * step) / phases);
      const phase = from * step - whole * phases;
      const first = whole - taps / 2 + 1;
      if (lowPass) {
        lowPass.run(kernel, signal, first, inputAt);
        silenceOutside(kernel.f32(inputAt, span), first, signal.length);
      } else {
        kernel.stage(inputAt, signal, first, span);
      }
      const count = Math.min(chunk, length - from);
      kernel.calls.interpolate(inputAt, outAt + 4 * from, count, weightsAt, taps, rows, phases, step, phase);
    }
    return outAt;
  }
}

/** Zeros what a filtered stretch that begins at sample `first` holds of the time before and after the signal. */
function silenceOutside(stretch: Float32Array, first: number, length: number): void {
  if (first < 0) stretch.fill(0, 0, -first);
  if (first + stretch.length > length) stretch.fill(0, Math.max(0, length - first));
}

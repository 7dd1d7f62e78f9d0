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
 * Resampling by the kernel, chunk by chunk, so that memory stays small and in the cache however long the signal.
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

  /** Fills `out`. */
  apply(signal: Float32Array, out: Float32Array): void {
    this.kernel.begin(this, () => {
      this.lowPass?.writeTables(this.kernel);
      if (this.weights) this.weightsAt = this.kernel.table(this.weights);
    });
    this.lowPass?.place(this.kernel);
    if (this.polyphase) this.interpolate(this.polyphase, signal, out);
    else if (this.lowPass) this.decimate(this.lowPass, signal, out);
  }

  private decimate(lowPass: KernelLowPass, signal: Float32Array, out: Float32Array): void {
    for (let from = 0; from < out.length; from += lowPass.groupSamples) {
      const at = lowPass.run(this.kernel, signal, from);
      out.set(this.kernel.f32(at, Math.min(lowPass.groupSamples, out.length - from)), from);
    }
  }

  private interpolate(polyphase: PolyphaseTable, signal: Float32Array, out: Float32Array): void {
    const { kernel, lowPass } = this;
    const { taps, rows, phases, step } = polyphase;
    // One chunk's input: the samples its outputs stand among, and half the filter on either side.
    const span = lowPass?.groupSamples ?? Math.ceil((CHUNK_SAMPLES * step) / phases) + taps;
    const chunk = Math.floor(((span - taps) * phases) / step);
    const inputAt = lowPass ? 0 : kernel.take(4 * span);
    const outAt = kernel.take(4 * chunk);
    for (let from = 0; from < out.length; from += chunk) {
      const count = Math.min(chunk, out.length - from);
      const whole = Math.floor((from * step) / phases);
      const first = whole - taps / 2 + 1;
      let input = inputAt;
      if (lowPass) {
        input = lowPass.run(kernel, signal, first);
        silenceOutside(kernel.f32(input, span), first, signal.length);
      } else {
        kernel.stage(input, signal, first, span);
      }
      kernel.calls.interpolate(
        input,
        outAt,
        count,
        this.weightsAt,
        taps,
        rows,
        phases,
        step,
        from * step - whole * phases,
      );
      out.set(kernel.f32(outAt, count), from);
    }
  }
}

/** Zeros what a filtered stretch that begins at sample `first` holds of the time before and after the signal. */
function silenceOutside(stretch: Float32Array, first: number, length: number): void {
  if (first < 0) stretch.fill(0, 0, -first);
  if (first + stretch.length > length) stretch.fill(0, Math.max(0, length - first));
}

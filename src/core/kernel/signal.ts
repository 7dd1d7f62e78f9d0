import { Kernel } from './kernel.ts';

/** Samples copied to the kernel at a time, so that they stay in the nearest cache. */
const CHUNK = 4096;

/** Loops over all samples of a mono signal. */
export interface SignalLoops {
  /** Largest absolute sample and sum of squares; the sum is not finite where a sample is not, and only there. */
  measure(signal: Float32Array): { peak: number; energy: number };
  /** Sum of squares of each stretch of `samples`, the last being what is left. */
  energies(signal: Float32Array, samples: number): Float64Array;
  /** A copy times `gain`. */
  scaled(signal: Float32Array, gain: number): Float32Array;
}

/** By the kernel. */
export class KernelSignalLoops implements SignalLoops {
  constructor(private readonly kernel: Kernel) {}

  measure(signal: Float32Array): { peak: number; energy: number } {
    const { calls } = this.kernel;
    let peak = 0;
    let energy = 0;
    this.forEachChunk(signal, CHUNK, (at, count) => {
      peak = Math.max(peak, calls.peak(at, count));
      energy += calls.energy(at, count);
    });
    return { peak, energy };
  }

  energies(signal: Float32Array, samples: number): Float64Array {
    const energies = new Float64Array(Math.ceil(signal.length / samples));
    this.forEachChunk(signal, samples, (at, count, index) => {
      energies[index] = this.kernel.calls.energy(at, count);
    });
    return energies;
  }

  scaled(signal: Float32Array, gain: number): Float32Array {
    const out = new Float32Array(signal.length);
    this.forEachChunk(signal, CHUNK, (at, count, index) => {
      this.kernel.calls.scale(at, count, gain);
      out.set(this.kernel.f32(at, count), index * CHUNK);
    });
    return out;
  }

  private forEachChunk(
    signal: Float32Array,
    samples: number,
    use: (at: number, count: number, index: number) => void,
  ): void {
    this.kernel.beginPlain();
    const at = this.kernel.take(4 * samples);
    const room = this.kernel.f32(at, samples);
    for (let from = 0, index = 0; from < signal.length; from += samples, index++) {
      const chunk = signal.subarray(from, from + samples);
      room.set(chunk);
      use(at, chunk.length, index);
    }
  }
}

/** In plain JavaScript. */
export class PlainSignalLoops implements SignalLoops {
  measure(signal: Float32Array): { peak: number; energy: number } {
    let peak = 0;
    let energy = 0;
    for (let i = 0; i < signal.length; i++) {
      const magnitude = Math.abs(signal[i]);
      if (magnitude > peak) peak = magnitude;
      energy += magnitude * magnitude;
    }
    return { peak, energy };
  }

  energies(signal: Float32Array, samples: number): Float64Array {
    const energies = new Float64Array(Math.ceil(signal.length / samples));
    for (let index = 0, i = 0; index < energies.length; index++) {
      const end = Math.min(signal.length, i + samples);
      let energy = 0;
      for (; i < end; i++) energy += signal[i] * signal[i];
      energies[index] = energy;
    }
    return energies;
  }

  scaled(signal: Float32Array, gain: number): Float32Array {
    const out = new Float32Array(signal.length);
    for (let i = 0; i < signal.length; i++) out[i] = gain * signal[i];
    return out;
  }
}

let shared: SignalLoops | undefined;

/** The fastest that runs here. */
export function signalLoops(): SignalLoops {
  if (shared === undefined) {
    const kernel = Kernel.shared();
    shared = kernel ? new KernelSignalLoops(kernel) : new PlainSignalLoops();
  }
  return shared;
}

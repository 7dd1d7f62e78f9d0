import { type Allocate, allocateFresh, copied } from '../allocate.ts';
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
  scaled(signal: Float32Array, gain: number, allocate?: Allocate): Float32Array;
  /** 16-bit samples, full scale at ±1; louder ones are clipped. Good until the next call of any kind. */
  toInt16(signal: Float32Array): Int16Array;
  /** The samples at full scale ±1 into `out`, which is as long. */
  fromInt16(samples: Int16Array, out: Float32Array): void;
}

/** The kernel's loops take several samples a turn and may go past the last. */
const SPARE = 8;

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

  scaled(signal: Float32Array, gain: number, allocate?: Allocate): Float32Array {
    const { kernel } = this;
    kernel.beginPlain();
    const at = kernel.take(4 * signal.length);
    const room = kernel.f32(at, signal.length);
    room.set(signal);
    kernel.calls.scale(at, signal.length, gain);
    return copied(room, allocate);
  }

  toInt16(signal: Float32Array): Int16Array {
    const { kernel } = this;
    kernel.beginPlain();
    const from = kernel.take(4 * (signal.length + SPARE));
    const to = kernel.take(2 * (signal.length + SPARE));
    kernel.f32(from, signal.length).set(signal);
    kernel.calls.toInt16(from, signal.length, to);
    return kernel.i16(to, signal.length);
  }

  fromInt16(samples: Int16Array, out: Float32Array): void {
    const { kernel } = this;
    kernel.beginPlain();
    const from = kernel.take(2 * (CHUNK + SPARE));
    const to = kernel.take(4 * (CHUNK + SPARE));
    const integers = kernel.i16(from, CHUNK);
    const floats = kernel.f32(to, CHUNK);
    for (let at = 0; at < samples.length; at += CHUNK) {
      const chunk = samples.subarray(at, at + CHUNK);
      integers.set(chunk);
      kernel.calls.fromInt16(from, chunk.length, to);
      out.set(chunk.length < CHUNK ? floats.subarray(0, chunk.length) : floats, at);
    }
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

/** Rounded, halves to the even neighbour, as IEEE 754 and the kernel do. */
function toEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
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

  scaled(signal: Float32Array, gain: number, allocate: Allocate = allocateFresh): Float32Array {
    const out = allocate(signal.length);
    for (let i = 0; i < signal.length; i++) out[i] = gain * signal[i];
    return out;
  }

  toInt16(signal: Float32Array): Int16Array {
    return Int16Array.from(signal, (sample) => Math.max(-32768, Math.min(32767, toEven(sample * 32768))));
  }

  fromInt16(samples: Int16Array, out: Float32Array): void {
    for (let i = 0; i < samples.length; i++) out[i] = samples[i] / 32768;
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

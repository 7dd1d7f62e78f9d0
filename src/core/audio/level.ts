import type { Allocate } from '../allocate.ts';
import { signalLoops } from '../kernel/signal.ts';

/** Root mean square; 0 for no samples. */
export function rmsOf(signal: Float32Array, loops = signalLoops()): number {
  return signal.length === 0 ? 0 : Math.sqrt(loops.measure(signal).energy / signal.length);
}

/** A copy of the signal times `gain`. */
export function scaleBy(signal: Float32Array, gain: number, loops = signalLoops()): Float32Array {
  return loops.scaled(signal, gain);
}

/** A copy of the signal with the root mean square asked for (peaks may pass 1). Silence stays silence. */
export function scaleToRms(
  signal: Float32Array,
  rms: number,
  allocate?: Allocate,
  loops = signalLoops(),
): Float32Array {
  const current = rmsOf(signal, loops);
  return loops.scaled(signal, current > 0 ? rms / current : 0, allocate);
}

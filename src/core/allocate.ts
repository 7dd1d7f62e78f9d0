/** Gives room for samples, whatever it holds before: memory used again need not be mapped and zeroed. */
export type Allocate = (samples: number) => Float32Array;

/** A room of its own for each. */
export const allocateFresh: Allocate = (samples) => new Float32Array(samples);

/** A copy in the room that is given, or in one of its own, by `slice`: filling a new array would zero it first. */
export function copied(samples: Float32Array, allocate?: Allocate): Float32Array {
  if (!allocate) return samples.slice();
  const room = allocate(samples.length);
  room.set(samples);
  return room;
}

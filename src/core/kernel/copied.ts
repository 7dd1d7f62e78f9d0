import type { Allocate } from '../audio/pcm.ts';

/** A copy in the room that is given, or in one of its own, by `slice`: filling a new array would zero it first. */
export function copied(samples: Float32Array, allocate?: Allocate): Float32Array {
  if (!allocate) return samples.slice();
  const room = allocate(samples.length);
  room.set(samples);
  return room;
}

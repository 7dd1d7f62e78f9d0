/** Gives room for a channel's samples, whatever they are before: memory used again need not be zeroed and mapped. */
export type Allocate = (samples: number) => Float32Array;

/** A room of its own for each. */
export const allocateFresh: Allocate = (samples) => new Float32Array(samples);

/** Decoded audio: one Float32Array per channel, nominally in −1…1. */
export interface Pcm {
  sampleRateHz: number;
  channels: Float32Array[];
  /** By content: 'WAV 16-bit', 'WAV float 32-bit', 'AIFF 16-bit', … */
  encoding: string;
}

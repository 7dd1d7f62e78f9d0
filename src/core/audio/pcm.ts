/** Decoded audio: one Float32Array per channel, nominally in −1…1. */
export interface Pcm {
  sampleRateHz: number;
  channels: Float32Array[];
  /** By content: 'WAV 16-bit', 'WAV float 32-bit', 'AIFF 16-bit', … */
  encoding: string;
}

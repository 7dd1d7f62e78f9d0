/** A sound both sides are given, sample for sample. */
export interface ParityClip {
  name: string;
  kind: 'formula' | 'demo voice' | 'real recording';
  /** Mono samples at a rate in Hz. */
  at(sampleRateHz: number): Float32Array;
}

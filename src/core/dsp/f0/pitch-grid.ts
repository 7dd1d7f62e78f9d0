const BINS_PER_SEMITONE = 10;
const BINS_PER_OCTAVE = 12 * BINS_PER_SEMITONE;

/** Pitches of 10 cents' distance from fMinHz upwards, none above fMaxHz: the F0 values pYIN can give. */
export class PitchGrid {
  readonly bins: number;

  constructor(
    private readonly fMinHz: number,
    fMaxHz: number,
  ) {
    this.bins = Math.floor(BINS_PER_OCTAVE * Math.log2(fMaxHz / fMinHz)) + 1;
  }

  /** The bin nearest to a frequency: 0 for those below fMinHz, and `bins`, which is none, for those above the last. */
  binOf(hz: number): number {
    const bin = Math.round(BINS_PER_OCTAVE * Math.log2(hz / this.fMinHz));
    return Math.min(Math.max(bin, 0), this.bins);
  }

  hzOf(bin: number): number {
    return this.fMinHz * 2 ** (bin / BINS_PER_OCTAVE);
  }

  /**
   * Most bins up or down from one frame to the next. librosa 0.11 allows 35.92 octaves a second by default, rounded to
   * whole semitones a frame, and takes that for the way from the lowest to the highest pitch within reach.
   */
  static largestStep(hopSamples: number, sampleRateHz: number): number {
    const semitones = Math.round((35.92 * 12 * hopSamples) / sampleRateHz);
    return (semitones * BINS_PER_SEMITONE) / 2;
  }
}

/** What a voice does when it is moved: departures from the same speaker's neutral voice. */
export interface Cues {
  /** Mean F0, semitones. */
  f0: number;
  /** Height of the pitch accents, natural log of a factor. */
  range: number;
  /** F0 drift over the utterance, semitones. */
  slope: number;
  /** F0 movement on the last vowel, semitones. */
  finalRise: number;
  /** Speed of articulation, natural log of a factor. */
  rate: number;
  /** Pause at the phrase boundary, seconds. */
  pauseS: number;
  /** Loudness, dB. */
  levelDb: number;
  /** Loudness of accented over other syllables, dB. */
  stressDb: number;
  /** Spectral tilt: how much weaker 3 kHz is, dB. */
  tiltDb: number;
  openQuotient: number;
  /** Aspiration noise, dB. */
  breathDb: number;
  /** Jitter and shimmer, natural log of a factor. */
  roughness: number;
  /** Depth of a 6 Hz tremor of F0 and amplitude, semitones. */
  tremor: number;
  creak: number;
  nasality: number;
  /** Mouth opening: F1, natural log of a factor. */
  f1: number;
  /** Spread lips (above 0) or protruded: F2 and F3, natural log of a factor. */
  lips: number;
  /** Vowel space and speed of the articulators, natural log of a factor. */
  precision: number;
}

export const NO_CHANGE: Cues = {
  f0: 0,
  range: 0,
  slope: 0,
  finalRise: 0,
  rate: 0,
  pauseS: 0,
  levelDb: 0,
  stressDb: 0,
  tiltDb: 0,
  openQuotient: 0,
  breathDb: 0,
  roughness: 0,
  tremor: 0,
  creak: 0,
  nasality: 0,
  f1: 0,
  lips: 0,
  precision: 0,
};

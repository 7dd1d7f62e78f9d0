export interface F0Options {
  sampleRateHz: number;
  /** Lowest F0 that can be found. A frame must be longer than one period of it, and had better hold two. */
  fMinHz: number;
  /** Highest F0 that can be found, at most half the sample rate. */
  fMaxHz: number;
  /** Samples of a frame, an even number; librosa takes 2048 at 22050 Hz. */
  frameSamples: number;
  /** Samples from one frame to the next; librosa takes a quarter of a frame unless told. */
  hopSamples: number;
}

/** Shortest and longest period looked at, in samples, both included. */
export interface PeriodRange {
  minPeriod: number;
  maxPeriod: number;
}

/**
 * The periods between fMaxHz and fMinHz.
 * Source: librosa 0.11, core/pitch.py, `yin` and `__check_yin_params`.
 * @throws RangeError when the options contradict each other.
 */
export function periodRange(options: F0Options): PeriodRange {
  const { sampleRateHz, fMinHz, fMaxHz, frameSamples, hopSamples } = options;
  if (!(fMinHz > 0 && fMinHz < fMaxHz && fMaxHz <= sampleRateHz / 2)) {
    throw new RangeError(
      `F0 is to be sought from ${fMinHz} to ${fMaxHz} Hz; the span must lie within 0 to ${sampleRateHz / 2} Hz.`,
    );
  }
  if (!Number.isInteger(frameSamples / 2)) {
    throw new RangeError(`A frame must be an even number of samples, not ${frameSamples}.`);
  }
  if (sampleRateHz / fMinHz >= frameSamples - 1) {
    throw new RangeError(
      `A frame of ${frameSamples} samples is too short for ${fMinHz} Hz; it takes more than ${Math.ceil(sampleRateHz / fMinHz) + 1}.`,
    );
  }
  if (!Number.isInteger(hopSamples) || hopSamples < 1) {
    throw new RangeError(`The hop must be a whole number of samples from 1, not ${hopSamples}.`);
  }
  return {
    minPeriod: Math.floor(sampleRateHz / fMaxHz),
    maxPeriod: Math.min(Math.ceil(sampleRateHz / fMinHz), frameSamples - 1),
  };
}

/** Smallest normal double. librosa adds it to every probability before taking logarithms. */
const TINY = 2 ** -1022;

/** Logarithm of what librosa makes of probability 0: about −708. */
export const LOG_ZERO = Math.log(TINY);

/** Probability that voicing changes from one frame to the next: librosa's default. */
const SWITCH_PROBABILITY = 0.01;

/**
 * Logarithms of pYIN's transition probabilities, both tables bins × width. Row j holds the transitions to bin j,
 * from bin j − halfWidth in the first column to bin j + halfWidth in the last. All others are LOG_ZERO.
 */
export interface Transitions {
  readonly bins: number;
  readonly halfWidth: number;
  /** 2·halfWidth + 1. */
  readonly width: number;
  /** Between states both voiced or both unvoiced. */
  readonly stay: Float64Array;
  /** Between a voiced and an unvoiced state. */
  readonly change: Float64Array;
}

/**
 * A pitch moves by up to `halfWidth` bins, with probabilities that fall off in a triangle.
 * Source: librosa 0.11, `sequence.transition_local` and the Kronecker product in `pyin`.
 */
export function pitchTransitions(bins: number, halfWidth: number): Transitions {
  const width = 2 * halfWidth + 1;
  const stay = new Float64Array(bins * width).fill(LOG_ZERO);
  const change = new Float64Array(bins * width).fill(LOG_ZERO);
  for (let from = 0; from < bins; from++) {
    const first = Math.max(0, from - halfWidth);
    const last = Math.min(bins - 1, from + halfWidth);
    const weight = (to: number) => halfWidth + 1 - Math.abs(to - from);
    let sum = 0;
    for (let to = first; to <= last; to++) sum += weight(to);
    for (let to = first; to <= last; to++) {
      const at = to * width + from - to + halfWidth;
      stay[at] = Math.log((1 - SWITCH_PROBABILITY) * (weight(to) / sum));
      change[at] = Math.log(SWITCH_PROBABILITY * (weight(to) / sum));
    }
  }
  return { bins, halfWidth, width, stay, change };
}

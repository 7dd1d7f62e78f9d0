/**
 * What pYIN assumes before it hears anything, at librosa's defaults.
 * Source: Mauch & Dixon 2014, ICASSP, "pYIN"; librosa 0.11, core/pitch.py, `pyin`.
 */

/** YIN's trough threshold is one of these: 0.01, 0.02 … 1. */
export const THRESHOLDS = Float64Array.from({ length: 100 }, (_, i) => (i + 1) * 0.01);

/** Probability of each threshold, by a beta(2, 18) distribution: the mass between the one before and itself. */
export const THRESHOLD_PRIOR = THRESHOLDS.map(
  (threshold, i) => cumulativeBeta(threshold) - (i === 0 ? 0 : cumulativeBeta(THRESHOLDS[i - 1])),
);

/** [i]: Σ THRESHOLD_PRIOR of the first i thresholds. */
export const THRESHOLDS_BELOW = Float64Array.from({ length: THRESHOLDS.length + 1 }, (_, i) =>
  i === 0 ? 0 : cumulativeBeta(THRESHOLDS[i - 1]),
);

/** How far the lowest trough is trusted where the threshold lies below it, so that YIN would find none. */
export const NO_TROUGH_PROBABILITY = 0.01;

/** The shape of the Boltzmann distribution over the troughs below a threshold: shorter periods are more probable. */
const BOLTZMANN = 2;

/** [k]: weight of the k-th trough, of `count`. */
export function troughWeights(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => Math.exp(-BOLTZMANN * k));
}

/** [n]: what the weights of n troughs are multiplied by to sum to 1, for n up to `count`; [0] is 0. */
export function troughNorms(count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, n) =>
    n === 0 ? 0 : (1 - Math.exp(-BOLTZMANN)) / (1 - Math.exp(-BOLTZMANN * n)),
  );
}

/** Cumulative beta(2, 18) distribution: P(two or more of 19 uniform draws lie below x) (Abramowitz & Stegun 26.5.24). */
function cumulativeBeta(x: number): number {
  return 1 - (1 - x) ** 18 * (1 + 18 * x);
}

import type { PitchGrid } from './pitch-grid.ts';
import {
  NO_TROUGH_PROBABILITY,
  THRESHOLD_PRIOR,
  THRESHOLDS,
  THRESHOLDS_BELOW,
  troughNorms,
  troughWeights,
} from './priors.ts';
import { findTroughs, parabolicShift } from './troughs.ts';

/** What one frame says of the pitch. */
export interface Observation {
  /** Entries of `bins` and `probabilities` in use. */
  readonly count: number;
  /** Pitch bins that may be sounding, ascending, each once. */
  readonly bins: Uint16Array;
  /** Their probabilities, all above 0. */
  readonly probabilities: Float64Array;
  /** Probability that any is sounding, 0 … 1. */
  readonly voicedProbability: number;
}

/**
 * The first half of pYIN: a frame's difference curve → pitch candidates and how probable each is.
 * Every trough is a candidate; its probability is that of the thresholds under which YIN would choose it, a soft choice
 * in favour of the shorter periods.
 * Source: librosa 0.11, core/pitch.py, `__pyin_helper`, which follows pYIN's authors' software rather than the paper.
 */
export class PitchObserver implements Observation {
  count = 0;
  voicedProbability = 0;
  readonly bins: Uint16Array;
  readonly probabilities: Float64Array;
  private readonly troughs: Uint16Array;
  private readonly troughProbabilities: Float64Array;
  /** Of each trough, how many thresholds are not above it. */
  private readonly thresholdsMissed: Uint16Array;
  /** [i]: troughs whose lowest threshold above them is the i-th. */
  private readonly troughsReached = new Uint16Array(THRESHOLDS.length + 1);
  private readonly weights: Float64Array;
  private readonly norms: Float64Array;

  /** @param length values of a curve, the first of them at `minPeriod` samples. */
  constructor(
    length: number,
    private readonly minPeriod: number,
    private readonly sampleRateHz: number,
    private readonly grid: PitchGrid,
  ) {
    const most = Math.ceil(length / 2);
    this.bins = new Uint16Array(most);
    this.probabilities = new Float64Array(most);
    this.troughs = new Uint16Array(most);
    this.troughProbabilities = new Float64Array(most);
    this.thresholdsMissed = new Uint16Array(most);
    this.weights = troughWeights(most);
    this.norms = troughNorms(most);
  }

  /** Replaces the observation by that of `curve`. */
  observe(curve: Float64Array): void {
    const count = findTroughs(curve, this.troughs);
    this.weighTroughs(curve, count);
    this.count = 0;
    let sum = 0;
    // From the longest period to the shortest: ascending bins. Of candidates in one bin librosa keeps the longest period.
    for (let i = count - 1; i >= 0; i--) {
      const probability = this.troughProbabilities[i];
      if (probability === 0) continue;
      const index = this.troughs[i];
      const period = this.minPeriod + index + parabolicShift(curve, index);
      const bin = this.grid.binOf(this.sampleRateHz / period);
      if (bin === this.grid.bins || (this.count > 0 && bin === this.bins[this.count - 1])) continue;
      this.bins[this.count] = bin;
      this.probabilities[this.count] = probability;
      this.count++;
      sum += probability;
    }
    this.voicedProbability = Math.min(sum, 1);
  }

  private weighTroughs(curve: Float64Array, count: number): void {
    const { troughs, troughProbabilities, thresholdsMissed, troughsReached, weights, norms } = this;
    if (count === 0) return;
    troughProbabilities.fill(0, 0, count);
    troughsReached.fill(0);
    let lowest = 0;
    for (let i = 0; i < count; i++) {
      thresholdsMissed[i] = thresholdsNotAbove(curve[troughs[i]]);
      troughsReached[thresholdsMissed[i]]++;
      if (curve[troughs[i]] < curve[troughs[lowest]]) lowest = i;
    }
    for (let t = 0, below = 0; t < THRESHOLDS.length; t++) {
      below += troughsReached[t];
      const share = norms[below] * THRESHOLD_PRIOR[t];
      for (let i = 0, k = 0; k < below; i++) {
        if (thresholdsMissed[i] <= t) troughProbabilities[i] += share * weights[k++];
      }
    }
    troughProbabilities[lowest] += NO_TROUGH_PROBABILITY * THRESHOLDS_BELOW[thresholdsMissed[lowest]];
  }
}

/** How many of THRESHOLDS are not above `height`. */
function thresholdsNotAbove(height: number): number {
  let missed = Math.max(0, Math.min(THRESHOLDS.length, Math.floor(height * THRESHOLDS.length) - 1));
  while (missed < THRESHOLDS.length && !(height < THRESHOLDS[missed])) missed++;
  return missed;
}

import { confusionMatrix } from '../core/metrics/confusion.ts';

export interface Scores {
  /** Share of clips recognised, 0…1. */
  accuracy: number;
  /** Mean of the recalls of the classes present, 0…1. */
  uar: number;
}

/** Accuracy and UAR of class indices against the truth. NaN where there are no clips. */
export function scoresOf(truth: number[], predicted: number[], classes: number): Scores {
  const matrix = confusionMatrix(truth, predicted, classes);
  let hits = 0;
  const recalls: number[] = [];
  matrix.forEach((row, c) => {
    const support = row.reduce((a, b) => a + b, 0);
    hits += row[c];
    if (support > 0) recalls.push(row[c] / support);
  });
  return {
    accuracy: hits / truth.length,
    uar: recalls.reduce((a, b) => a + b, 0) / recalls.length,
  };
}

/** Index of the largest of `count` numbers from `start` on; the first of equals. */
export function largestIndex(values: ArrayLike<number>, start = 0, count = values.length): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i] > values[start + best]) best = i;
  return best;
}

/** Mean negative log-likelihood of the true classes. */
export function negativeLogLikelihood(truth: number[], probabilities: number[][]): number {
  const sum = truth.reduce((total, label, i) => total - Math.log(Math.max(probabilities[i][label], 1e-7)), 0);
  return sum / truth.length;
}

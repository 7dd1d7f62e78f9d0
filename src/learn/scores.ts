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

import { LOWEST_PROBABILITY } from './temperature.ts';

/**
 * Mean negative log-likelihood of the true classes, in nats. A probability of 0 for the truth counts as LOWEST_PROBABILITY.
 * @param truth each clip's class, an index into its row; as many, at least one
 */
export function negativeLogLikelihood(
  truth: readonly number[],
  probabilities: readonly (readonly number[])[],
): number {
  const sum = probabilities.reduce(
    (total, row, i) => total - Math.log(Math.max(row[truth[i]], LOWEST_PROBABILITY)),
    0,
  );
  return sum / truth.length;
}

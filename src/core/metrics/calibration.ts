import type { Calibration, ReliabilityBin } from './accuracyReport.ts';
import { likeliest } from './likeliest.ts';
import { negativeLogLikelihood } from './likelihood.ts';
import { checkRows } from './rows.ts';

/**
 * Whether probabilities mean what they say: clips are gathered by how sure the model was (its highest probability) into bins
 * of equal width, and in each the mean confidence stands against the share that was right. The expected calibration error
 * is the bins' mean gap, weighted by their clips.
 * Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2, equations 2 to 4.
 *
 * @param probabilities a row per clip, adding up to 1.
 * @param truth each clip's class, an index into its row; as many.
 * @throws RangeError where there are no clips, lengths differ or a class is out of range
 */
export function calibrationOf(
  probabilities: readonly (readonly number[])[],
  truth: readonly number[],
  bins = 10,
): Calibration {
  checkRows(probabilities, truth);
  const tallies = Array.from({ length: bins }, () => ({ clips: 0, confidence: 0, right: 0 }));
  probabilities.forEach((row, i) => {
    const answer = likeliest(row);
    const tally = tallies[binOf(row[answer], bins)];
    tally.clips++;
    tally.confidence += row[answer];
    if (answer === truth[i]) tally.right++;
  });
  const gaps = tallies.map(({ confidence, right }) => Math.abs(confidence - right));
  return {
    ece: gaps.reduce((sum, gap) => sum + gap, 0) / probabilities.length,
    bins: tallies.map(
      ({ clips, confidence, right }, i): ReliabilityBin => ({
        low: i / bins,
        high: (i + 1) / bins,
        clips,
        confidence: clips === 0 ? null : confidence / clips,
        accuracy: clips === 0 ? null : right / clips,
      }),
    ),
    nll: negativeLogLikelihood(truth, probabilities),
  };
}

/** The bin with low < confidence ≤ high; a product may round to the wrong side of a bound, so the bounds have the last word. */
function binOf(confidence: number, bins: number): number {
  let bin = Math.min(Math.max(Math.ceil(confidence * bins) - 1, 0), bins - 1);
  if (bin > 0 && confidence <= bin / bins) bin--;
  if (bin < bins - 1 && confidence > (bin + 1) / bins) bin++;
  return bin;
}

/** Whether a row of the comparison is close enough. */
import type { Row } from './compareFeatures.ts';

/**
 * 'pass' within the bar of librosa as it is. 'rounding' where some values miss that, but each of them is within the bar of
 * librosa made to compute in float64 or of the feature's alternatives: there rounding decides, as at the edge of a bin.
 * Else 'FAIL'.
 */
export type Verdict = 'pass' | 'rounding' | 'FAIL';

export function verdictOf({ feature: { bar }, ours, oursToNearest }: Row): Verdict {
  if (ours.difference <= bar) return 'pass';
  return oursToNearest.difference <= bar ? 'rounding' : 'FAIL';
}

/** Whether a row of the comparison is close enough. */
import type { Row } from './compareFeatures.ts';

/**
 * 'pass' within the bar of librosa as it is. 'librosa rounds' where some values miss that, but each of them is within the
 * bar of librosa made to compute in float64: there librosa's own rounding decides, as at the edge of a bin. Else 'FAIL'.
 */
export type Verdict = 'pass' | 'librosa rounds' | 'FAIL';

export function verdictOf({ feature: { bar }, ours, oursToEither }: Row): Verdict {
  if (ours.difference <= bar) return 'pass';
  return oursToEither.difference <= bar ? 'librosa rounds' : 'FAIL';
}

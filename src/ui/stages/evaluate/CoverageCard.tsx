import { useMemo } from 'react';
import type { AccuracyReport } from '../../../core/metrics/accuracyReport.ts';
import { useThreshold } from '../../../store/threshold.ts';
import { CoverageCurve } from '../../charts/CoverageCurve.tsx';
import { Card } from '../../components/Card.tsx';
import { ThresholdField } from '../ThresholdField.tsx';
import { coverageAt, coverageWords } from './calibrationWords.ts';

/** What saying "not sure" would gain. */
export function CoverageCard({
  coverage,
  calibrated,
}: Pick<AccuracyReport, 'coverage'> & { calibrated: boolean }) {
  const threshold = useThreshold((state) => state.threshold);
  const at = useMemo(() => coverageAt(coverage, threshold), [coverage, threshold]);
  return (
    <Card
      title="When it may say “not sure”"
      hint="Where it answers only what it is surer of, it should be right more often. The diamond is the threshold chosen below."
    >
      <CoverageCurve title={coverageWords(at)} coverage={coverage} at={at} />
      <ThresholdField
        help={`Live uses this threshold too.${calibrated ? '' : ' Its certainty is not calibrated here, so read the threshold from the curve, not as a chance of being right.'}`}
      />
    </Card>
  );
}

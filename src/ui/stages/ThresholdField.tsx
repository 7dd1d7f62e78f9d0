import { setThreshold, useThreshold } from '../../store/threshold.ts';
import { formatPercent } from '../components/format.ts';
import { RangeField } from '../components/RangeField.tsx';

/** How sure an answer must be: one threshold, wherever it is set. */
export function ThresholdField({ help }: { help: string }) {
  const threshold = useThreshold((state) => state.threshold);
  return (
    <RangeField
      label="Say “not sure” below"
      help={help}
      min={0}
      max={1}
      step={0.01}
      value={threshold}
      format={formatPercent}
      onChange={setThreshold}
    />
  );
}

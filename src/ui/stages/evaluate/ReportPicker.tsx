import { useMemo } from 'react';
import { type Evaluation, evaluable, showKept, useEvaluation } from '../../../store/evaluation.ts';
import { useRuns } from '../../../store/runs.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { keyOf } from './shownEvaluation.ts';

/** Which of the tested runs and series the report is about. */
export function ReportPicker({ evaluation }: { evaluation: Evaluation | null }) {
  const rows = useRuns((state) => state.rows);
  const choices = useMemo(() => evaluable(rows), [rows]);
  // It may still be judged, and stands here already.
  const wanted = useEvaluation((state) => state.wanted);
  const chosen = wanted ? keyOf(wanted) : '';
  const options = choices.map((choice) => ({ value: keyOf(choice), label: choice.title }));
  if (options.length === 0) return null;
  if (!options.some(({ value }) => value === chosen))
    options.unshift({ value: chosen, label: evaluation?.title ?? 'Choose a run' });
  return (
    <SelectField
      label="Report on"
      value={chosen}
      options={options}
      onChange={(value) => {
        const choice = choices.find((other) => keyOf(other) === value);
        if (choice) void showKept(choice);
      }}
    />
  );
}

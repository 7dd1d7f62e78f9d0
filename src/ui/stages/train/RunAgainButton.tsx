import { useDataset } from '../../../store/dataset.ts';
import { isActive, useRun } from '../../../store/run.ts';
import { Button } from '../../components/Button.tsx';

/** Begins a run or a series anew, on the dataset as it is now. @param name of the run or the series */
export function RunAgainButton({ name, onRun }: { name: string; onRun: () => void }) {
  const someRuns = useRun(({ phase }) => isActive(phase));
  const hasClips = useDataset(({ clips }) => clips.length > 0);
  return (
    <Button
      size="small"
      unavailable={someRuns || !hasClips}
      aria-label={`Run again: ${name}`}
      onClick={onRun}
    >
      Run again
    </Button>
  );
}

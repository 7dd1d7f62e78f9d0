import { continueRun } from '../../../store/continuing.ts';
import { isActive, useRun } from '../../../store/run.ts';
import { Button } from '../../components/Button.tsx';

/** Goes on with a run that was cut off, and with all of its series that were. @param name of the run or the series */
export function GoOnButton({ runId, name }: { runId: string; name: string }) {
  const someRuns = useRun(({ phase }) => isActive(phase));
  return (
    <Button
      size="small"
      unavailable={someRuns}
      aria-label={`Go on with ${name}`}
      onClick={() => void continueRun(runId)}
    >
      Go on
    </Button>
  );
}

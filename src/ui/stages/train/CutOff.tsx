import { useRun } from '../../../store/run.ts';
import { unfinishedRun, useRuns } from '../../../store/runs.ts';
import { continueRun } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import { formatCounted } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';

/** Offers to go on with the latest run that did not come to its end. */
export function CutOff() {
  const row = useRuns(({ rows }) => unfinishedRun(rows));
  const smallerBatch = useRun(({ members, smallerBatch }) =>
    members.some(({ id }) => id === row?.id) ? smallerBatch : null,
  );
  if (!row) return null;
  const done = row.epochs.length;
  return (
    <Notice
      kind="info"
      title={`“${row.name}” was cut off after epoch ${done} of ${row.recipe.training.epochs}.`}
      remedy={
        smallerBatch
          ? `Memory ran out. With ${formatCounted(smallerBatch, 'clip')} per step it may do.`
          : 'It goes on where it stood; only the epoch under way has to be done again.'
      }
      actions={
        <>
          <Button
            variant="primary"
            onClick={() => void continueRun(row.id, smallerBatch ? { batchSize: smallerBatch } : {})}
          >
            {smallerBatch ? `Go on with ${formatCounted(smallerBatch, 'clip')} per step` : 'Go on'}
          </Button>
          {done > 0 && (
            <Button onClick={() => void continueRun(row.id, { stop: true })}>Keep its best epoch</Button>
          )}
        </>
      }
    />
  );
}

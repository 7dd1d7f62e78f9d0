import { useShallow } from 'zustand/react/shallow';
import { continueRun } from '../../../store/continuing.ts';
import { useRun } from '../../../store/run.ts';
import { cutOffTogether, type RunRow, unfinishedRun, useRuns } from '../../../store/runs.ts';
import { Button } from '../../components/Button.tsx';
import { formatCounted } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { keepWords } from './runWords.ts';

/** Offers to go on with the latest run, or series of runs, that did not come to its end. */
export function CutOff() {
  const rows = useRuns(
    useShallow(({ rows }) => {
      const latest = unfinishedRun(rows);
      return latest ? cutOffTogether(latest, rows) : [];
    }),
  );
  const smallerBatch = useRun(({ members, smallerBatch }) =>
    members.some(({ id }) => id === rows[0]?.id) ? smallerBatch : null,
  );
  if (rows.length === 0) return null;
  const [{ id }] = rows;
  const done = Math.max(...rows.map(({ epochs }) => epochs.length));
  return (
    <Notice
      kind="info"
      title={titleOf(rows, done)}
      remedy={
        smallerBatch
          ? `Memory ran out. With ${formatCounted(smallerBatch, 'clip')} per step it may do.`
          : 'It goes on where it stood; only the epoch under way has to be done again.'
      }
      actions={
        <>
          <Button
            variant="primary"
            onClick={() => void continueRun(id, smallerBatch ? { batchSize: smallerBatch } : {})}
          >
            {smallerBatch ? `Go on with ${formatCounted(smallerBatch, 'clip')} per step` : 'Go on'}
          </Button>
          {done > 0 && (
            <Button onClick={() => void continueRun(id, { stop: true })}>{keepWords(rows)}</Button>
          )}
        </>
      }
    />
  );
}

function titleOf([first, ...others]: RunRow[], done: number): string {
  const far = `after epoch ${done} of ${first.recipe.training.epochs}`;
  if (others.length === 0) return `“${first.name}” was cut off ${done === 0 ? 'in its first epoch' : far}.`;
  const furthest = done === 0 ? 'none had ended its first epoch' : `the furthest ${far}`;
  return `“${first.name}” and ${formatCounted(others.length, 'other')} were cut off, ${furthest}.`;
}

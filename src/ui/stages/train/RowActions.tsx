import { isComplete } from '../../../store/complete.ts';
import { loadRun } from '../../../store/inUse.ts';
import { useModel } from '../../../store/model.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import { deleteRun, type RunRow } from '../../../store/runs.ts';
import { startRun } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import { DeletableActions } from './DeletableActions.tsx';
import { GoOnButton } from './GoOnButton.tsx';
import { RunAgainButton } from './RunAgainButton.tsx';

/**
 * What can be done with a kept run. A button that must not be used for now stays, and keeps the focus.
 * @param inside the id of the series under whose row it stands, if it does
 */
export function RowActions({ row, inside }: { row: RunRow; inside?: string }) {
  const thisRuns = useRun((run) => isUnderWay(run, row.id));
  const { name } = row;
  return (
    <DeletableActions
      name={name}
      what={isComplete(row) ? 'curves and model' : 'curves and checkpoint'}
      {...(inside !== undefined && { inside })}
      underWay={thisRuns}
      onDelete={() => void deleteRun(row.id)}
    >
      {isComplete(row) && <UseButton row={row} />}
      {/* A series goes on as a whole: the button stands in its own row. */}
      {row.status === 'unfinished' && !thisRuns && inside === undefined && (
        <GoOnButton runId={row.id} name={name} />
      )}
      {/* Its recipe has all the folds: they are run again together. */}
      {row.series?.kind !== 'folds' && (
        <RunAgainButton name={name} onRun={() => void startRun(row.recipe, 1)} />
      )}
    </DeletableActions>
  );
}

function UseButton({ row }: { row: RunRow }) {
  const inUse = useModel(({ model }) => model?.runId === row.id);
  return (
    <Button
      size="small"
      unavailable={inUse}
      aria-label={inUse ? `In use: ${row.name}` : `Use ${row.name}`}
      onClick={() => void loadRun(row.id)}
    >
      {inUse ? 'In use' : 'Use'}
    </Button>
  );
}

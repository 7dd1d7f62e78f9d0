import { showKept } from '../../../store/evaluation.ts';
import { resultsOf } from '../../../store/inUse.ts';
import { goTo } from '../../../store/navigation.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import { deleteSeries } from '../../../store/runs.ts';
import { startLeakCheck, startRun } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import { formatCounted } from '../../components/format.ts';
import { DeletableActions } from './DeletableActions.tsx';
import { GoOnButton } from './GoOnButton.tsx';
import { RunAgainButton } from './RunAgainButton.tsx';
import { countSeeds, type RunGroup } from './runGroups.ts';

export interface GroupActionsProps {
  group: RunGroup;
  /** Whether its runs are shown. */
  open: boolean;
  onToggle: () => void;
}

/** What can be done with a series as a whole; with each of its runs, once they are shown. */
export function GroupActions({ group, open, onToggle }: GroupActionsProps) {
  const thisRuns = useRun((run) => group.rows.some(({ id }) => isUnderWay(run, id)));
  const { id, name, rows } = group;
  const cutOff = rows.find(({ status }) => status === 'unfinished');
  const report = resultsOf(rows);
  const runs = formatCounted(rows.length, 'run');
  return (
    <DeletableActions
      name={name}
      what={`all ${runs}, their curves and models,`}
      series={id}
      underWay={thisRuns}
      onDelete={() => void deleteSeries(id)}
    >
      <Button
        size="small"
        aria-expanded={open}
        aria-label={`${runs} of ${name}`}
        icon={<span aria-hidden="true">{open ? '▾' : '▸'}</span>}
        onClick={onToggle}
      >
        {runs}
      </Button>
      {report && (
        <Button
          size="small"
          aria-label={`See report of ${name}`}
          onClick={() => {
            void showKept(report);
            goTo('evaluate');
          }}
        >
          See report
        </Button>
      )}
      {cutOff && !thisRuns && <GoOnButton runId={cutOff.id} name={name} />}
      <RunAgainButton name={name} onRun={() => runAllAgain(group)} />
    </DeletableActions>
  );
}

/** The same seeds and folds, or the same leak check, on the dataset as it is now. */
function runAllAgain({ kind, rows }: RunGroup): void {
  const [{ recipe }] = rows;
  void (kind === 'leak' ? startLeakCheck(recipe) : startRun(recipe, countSeeds(rows)));
}

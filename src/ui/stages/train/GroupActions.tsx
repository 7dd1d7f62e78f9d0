import { isTested } from '../../../store/complete.ts';
import { continueRun } from '../../../store/continuing.ts';
import { useDataset } from '../../../store/dataset.ts';
import { type Evaluable, showKept } from '../../../store/evaluation.ts';
import { goTo } from '../../../store/navigation.ts';
import { isActive, isUnderWay, useRun } from '../../../store/run.ts';
import { deleteSeries } from '../../../store/runs.ts';
import { startLeakCheck, startRun } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import { formatCounted } from '../../components/format.ts';
import { DeletableActions } from './DeletableActions.tsx';
import { countSeeds, type RunGroup } from './runGroups.ts';

export interface GroupActionsProps {
  group: RunGroup;
  /** Whether its runs are shown. */
  open: boolean;
  onToggle: () => void;
}

/** What can be done with a series as a whole; with each of its runs, once they are shown. */
export function GroupActions({ group, open, onToggle }: GroupActionsProps) {
  const someRuns = useRun(({ phase }) => isActive(phase));
  const thisRuns = useRun((run) => group.rows.some(({ id }) => isUnderWay(run, id)));
  const hasClips = useDataset(({ clips }) => clips.length > 0);
  const { id, name, rows } = group;
  const cutOff = rows.find(({ status }) => status === 'unfinished');
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
      {rows.some(isTested) && (
        <Button
          size="small"
          aria-label={`See report of ${name}`}
          onClick={() => {
            void showKept(reported(group));
            goTo('evaluate');
          }}
        >
          See report
        </Button>
      )}
      {cutOff && !thisRuns && (
        <Button
          size="small"
          unavailable={someRuns}
          aria-label={`Go on with ${name}`}
          onClick={() => void continueRun(cutOff.id)}
        >
          Go on
        </Button>
      )}
      <Button
        size="small"
        unavailable={someRuns || !hasClips}
        aria-label={`Run again: ${name}`}
        onClick={() => runAllAgain(group)}
      >
        Run again
      </Button>
    </DeletableActions>
  );
}

/** The same seeds and folds, or the same leak check, on the dataset as it is now. */
function runAllAgain({ kind, rows }: RunGroup): void {
  const [{ recipe }] = rows;
  void (kind === 'leak' ? startLeakCheck(recipe) : startRun(recipe, countSeeds(rows)));
}

/** Of a leak check the honest half, beside which the other is shown: their clips make no common score. */
function reported({ id, kind, rows }: RunGroup): Evaluable {
  const tested = rows.filter(isTested);
  const honest = tested.find(({ recipe }) => recipe.split.by !== 'random') ?? tested[0];
  return kind === 'leak' ? { kind: 'run', id: honest.id } : { kind: 'series', id };
}

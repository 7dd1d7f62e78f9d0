import { useRecipe } from '../../../store/recipe.ts';
import { isActive, isSeries, type RunState, useRun } from '../../../store/run.ts';
import { useRuns } from '../../../store/runs.ts';
import { TrainingCurves } from '../../charts/TrainingCurves.tsx';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatCounted, formatDuration, formatPercent } from '../../components/format.ts';
import { LeakNotice } from '../../components/LeakNotice.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Stat, Stats } from '../../components/Stat.tsx';
import { doneWords } from '../../components/words.ts';
import { CutOff } from './CutOff.tsx';
import { RunActions } from './RunActions.tsx';
import { choosesEpoch, runHint } from './runWords.ts';
import { SeriesView } from './SeriesView.tsx';

/** The run: start, progress, curves, pause and stop. Only the progress follows single steps. */
export function RunCard() {
  const title = useRun(titleOf);
  const first = useRun(({ members }) => members[0]?.id);
  const isLeakCheck = useRuns(({ rows }) => rows.find(({ id }) => id === first)?.series?.kind === 'leak');
  const hint = useRun((run) => runHint(run, isLeakCheck));
  const phase = useRun((state) => state.phase);
  const leaks = useRun((state) => state.recipe?.split.by === 'random');
  const series = useRun(isSeries);
  return (
    <Card title={title} hint={hint} actions={<RunActions />}>
      {isActive(phase) ? <RunProgress /> : <CutOff />}
      {leaks && phase !== 'idle' && <LeakNotice />}
      {series ? (
        <SeriesView />
      ) : (
        <>
          <Figures />
          <Curves />
        </>
      )}
      {phase === 'idle' && (
        <p className="quiet">
          Press Train: the preset below is a good start. Loss, accuracy and UAR will appear here epoch by
          epoch.
        </p>
      )}
    </Card>
  );
}

/** Drawn before the first epoch too, so that the chart library is there when the run begins. */
function Curves() {
  const epochs = useRun((state) => state.epochs);
  const bestEpoch = useRun((state) => state.bestEpoch);
  const keepsBest = useRun(choosesEpoch);
  const chosenEpochs = useRecipe((state) => state.recipe.training.epochs);
  const plannedEpochs = useRun((state) => state.recipe?.training.epochs) ?? chosenEpochs;
  return (
    <TrainingCurves
      epochs={epochs}
      plannedEpochs={plannedEpochs}
      bestEpoch={keepsBest ? (bestEpoch ?? bestSoFar(epochs)) : bestSoFar(epochs)}
    />
  );
}

function titleOf(run: RunState): string {
  const { phase, epochs, recipe, bestEpoch } = run;
  if (isSeries(run) && phase !== 'failed') return seriesTitle(run);
  const total = recipe?.training.epochs ?? 0;
  const current = Math.min(total, epochs.length + 1);
  switch (phase) {
    case 'idle':
      return 'Ready to train';
    case 'extracting':
      return 'Computing features for the new settings';
    case 'preparing':
      return 'Finding the fastest backend';
    case 'training':
    case 'pausing':
      return `Epoch ${current} of ${total}`;
    case 'paused':
      return `Paused in epoch ${current} of ${total}`;
    case 'stopping':
      return `Stopping, keeping the ${choosesEpoch(run) ? 'best' : 'last'} epoch`;
    case 'testing':
      return 'Testing on clips it never heard';
    case 'failed':
      return 'The run did not finish';
    case 'done':
      return doneWords(bestEpoch);
  }
}

function seriesTitle(run: RunState): string {
  const { phase, members } = run;
  const done = members.filter(({ state }) => state === 'done').length;
  if (phase === 'done') return `Done: ${formatCounted(done, 'run')}`;
  const far = `${done} of ${formatCounted(members.length, 'run')} done`;
  if (phase === 'paused') return `Paused, ${far}`;
  return phase === 'stopping' ? `Stopping, keeping the ${choosesEpoch(run) ? 'best' : 'last'} epochs` : far;
}

function RunProgress() {
  const { phase, pace, step, recipe, epochs } = useRun();
  if (phase === 'extracting')
    return (
      <Progress
        label="Features"
        value={pace && pace.total > 0 ? pace.done / pace.total : null}
        detail={pace ? `${formatCount(pace.done)} of ${formatCount(pace.total)} clips` : undefined}
        rate={pace && pace.perSecond > 0 ? `${formatCount(pace.perSecond)} clips/s` : undefined}
        secondsLeft={pace?.remainingS}
      />
    );
  if (phase === 'preparing' || phase === 'testing') return <Progress label="One moment" value={null} />;
  const total = recipe?.training.epochs ?? 1;
  return (
    <Progress
      label={phase === 'paused' ? 'Paused' : 'Training'}
      value={step?.fraction ?? epochs.length / total}
      detail={step ? `${Math.round(step.msPerStep)} ms/step` : undefined}
      rate={step ? `${formatCount(step.clipsPerSecond)} clips/s` : undefined}
      secondsLeft={phase === 'paused' ? null : step?.remainingS}
    />
  );
}

/** As training chooses: highest validation UAR, of equals the lowest validation loss. */
function bestSoFar(epochs: RunState['epochs']): number | null {
  const judged = epochs.filter(({ validationUar }) => validationUar !== null);
  if (judged.length === 0) return null;
  const better = (a: (typeof judged)[number], b: (typeof judged)[number]) =>
    b.validationUar! > a.validationUar! ||
    (b.validationUar === a.validationUar && b.validationLoss! < a.validationLoss!);
  return judged.reduce((best, epoch) => (better(best, epoch) ? epoch : best)).epoch;
}

/** The epoch just ended, or, once the run is done, the one that was kept. */
function Figures() {
  const epochs = useRun((state) => state.epochs);
  const bestEpoch = useRun((state) => state.bestEpoch);
  const classes = useRun((state) => state.labels.length);
  const epoch = epochs.find((report) => report.epoch === bestEpoch) ?? epochs.at(-1);
  if (!epoch) return null;
  const { trainLoss, trainUar, validationUar, validationAccuracy } = epoch;
  return (
    <Stats>
      <Stat label="Training loss" value={trainLoss.toFixed(3)} />
      <Stat label="Training UAR" value={formatPercent(trainUar, 1)} />
      {validationUar !== null && (
        <Stat
          label="Validation UAR"
          value={formatPercent(validationUar, 1)}
          hint={`chance ${formatPercent(1 / classes, 1)}`}
        />
      )}
      {validationAccuracy !== null && (
        <Stat label="Validation accuracy" value={formatPercent(validationAccuracy, 1)} />
      )}
      <TimeStats epochs={epochs.length} />
    </Stats>
  );
}

/** How long it took, once it is known. */
function TimeStats({ epochs }: { epochs: number }) {
  const timing = useRun((state) => state.timing);
  if (!timing) return null;
  return (
    <>
      <Stat label="Training time" value={formatDuration(timing.totalS)} />
      <Stat label="Per epoch" value={(timing.totalS / epochs).toFixed(1)} unit=" s" />
      <Stat label="Per step" value={Math.round(timing.stepMs)} unit=" ms" />
    </>
  );
}

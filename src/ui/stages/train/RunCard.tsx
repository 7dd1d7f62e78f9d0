import { useDataset } from '../../../store/dataset.ts';
import { goTo } from '../../../store/navigation.ts';
import { useRecipe } from '../../../store/recipe.ts';
import {
  isActive,
  pauseRun,
  type RunState,
  resumeRun,
  startRun,
  stopRun,
  useRun,
} from '../../../store/run.ts';
import { TrainingCurves } from '../../charts/TrainingCurves.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatDuration, formatPercent } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Stat, Stats } from '../../components/Stat.tsx';

/** The run: start, progress, curves, pause and stop. */
export function RunCard() {
  const run = useRun();
  const hasClips = useDataset((state) => state.clips.length > 0);
  const plannedEpochs = useRecipe((state) => state.recipe.training.epochs);
  return (
    <Card title={titleOf(run)} hint={hintOf(run)} actions={<Actions run={run} hasClips={hasClips} />}>
      {isActive(run.phase) && <RunProgress run={run} />}
      {run.recipe?.split.by === 'random' && run.phase !== 'idle' && <LeakNotice />}
      {run.epochs.length > 0 && <Figures run={run} />}
      {/* Drawn before the first epoch too, so that the chart library is there when the run begins. */}
      <TrainingCurves
        epochs={run.epochs}
        plannedEpochs={run.recipe?.training.epochs ?? plannedEpochs}
        bestEpoch={run.bestEpoch ?? bestSoFar(run.epochs)}
      />
      {run.phase === 'idle' && (
        <p className="quiet">
          Press Train: the preset below is a good start. Loss, accuracy and UAR will appear here epoch by
          epoch.
        </p>
      )}
    </Card>
  );
}

export function LeakNotice() {
  return (
    <Notice
      kind="warning"
      title="Random split: the same people are in training and in test."
      remedy="The score shows how well the network knows these voices, not how well it will do on new ones. Split by speaker for that."
    />
  );
}

function Actions({ run, hasClips }: { run: RunState; hasClips: boolean }) {
  const { phase } = run;
  if (!isActive(phase))
    return (
      <>
        {phase === 'done' && <Button onClick={() => goTo('evaluate')}>See how it did</Button>}
        <Button variant="primary" disabled={!hasClips} onClick={() => void startRun()}>
          {phase === 'idle' ? 'Train' : 'Train again'}
        </Button>
      </>
    );
  return (
    <>
      {phase === 'training' && <Button onClick={pauseRun}>Pause</Button>}
      {phase === 'pausing' && <Button busy>Pausing</Button>}
      {phase === 'paused' && (
        <Button variant="primary" onClick={resumeRun}>
          Resume
        </Button>
      )}
      {phase !== 'testing' && (
        <Button variant="danger" busy={phase === 'stopping'} onClick={stopRun}>
          {run.epochs.length > 0 ? 'Stop and keep best' : 'Cancel'}
        </Button>
      )}
    </>
  );
}

function titleOf({ phase, epochs, recipe, bestEpoch }: RunState): string {
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
      return 'Stopping, keeping the best epoch';
    case 'testing':
      return 'Testing on clips it never heard';
    case 'failed':
      return 'The run did not finish';
    case 'done':
      return bestEpoch ? `Done: epoch ${bestEpoch} was kept` : 'Done';
  }
}

function hintOf({ split, recipe, backend }: RunState): string | undefined {
  if (!split || !recipe) return undefined;
  const { train, validation, test } = split;
  const counts = `${formatCount(train.length)} clips to learn from, ${formatCount(validation.length)} to choose the epoch, ${formatCount(test.length)} to test`;
  return [
    `${recipe.architecture === 'classic' ? 'Classic' : 'Compact'} CNN`,
    counts,
    backend && `on ${backend}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function RunProgress({ run }: { run: RunState }) {
  const { phase, pace, step, recipe, epochs } = run;
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

/** How long it took, once it is known. */
function TimeStats({ run: { epochs, timing } }: { run: RunState }) {
  if (!timing) return null;
  return (
    <>
      <Stat label="Training time" value={formatDuration(timing.totalS)} />
      <Stat label="Per epoch" value={(timing.totalS / epochs.length).toFixed(1)} unit=" s" />
      <Stat label="Per step" value={Math.round(timing.stepMs)} unit=" ms" />
    </>
  );
}

/** The epoch just ended, or, once the run is done, the one that was kept. */
function Figures({ run }: { run: RunState }) {
  const epoch = run.epochs.find((report) => report.epoch === run.bestEpoch) ?? run.epochs.at(-1)!;
  const { trainLoss, trainUar, validationUar, validationAccuracy } = epoch;
  return (
    <Stats>
      <Stat label="Training loss" value={trainLoss.toFixed(3)} />
      <Stat label="Training UAR" value={formatPercent(trainUar, 1)} />
      {validationUar !== null && (
        <Stat
          label="Validation UAR"
          value={formatPercent(validationUar, 1)}
          hint={`chance ${formatPercent(1 / run.labels.length, 1)}`}
        />
      )}
      {validationAccuracy !== null && (
        <Stat label="Validation accuracy" value={formatPercent(validationAccuracy, 1)} />
      )}
      <TimeStats run={run} />
    </Stats>
  );
}

/** One run from its first step, or its last checkpoint, to its test. */
import type { SavedCheckpoint, TrainerClient } from '../clients/learn.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { likeliest } from '../core/metrics/likeliest.ts';
import { evaluate, type Report } from '../core/metrics/report.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { RunOutcome, RunPlan, RunRow } from '../storage/run-record.ts';
import { BACKEND_NAMES, type BackendId } from './backend.ts';
import { bundleRun } from './bundleRun.ts';
import { ranItsCourse } from './complete.ts';
import { commonTemperature, crossValidationOf } from './crossValidation.ts';
import { drive, type Setback } from './drive.ts';
import { notify } from './notices.ts';
import { usedBy } from './plan.ts';
import { useRun } from './run.ts';
import { showProgress } from './runProgress.ts';
import { putRun, useRuns } from './runs.ts';
import { featureStore } from './services.ts';

export interface Begun {
  row: RunRow;
  plan: RunPlan;
  resume: SavedCheckpoint | null;
  /** Takes no further step: what is best so far is tested and kept. */
  stop: boolean;
}

/**
 * Trains and tests a run, and keeps its checkpoints and what came of it: dozens of models would not fit in memory.
 * @param clips of the dataset as it is when the run begins: it may change while it goes on
 * @param backends in the order in which they are to be tried
 * @param onFallBack told which of them it goes on with after a setback
 */
export async function trainMember(
  { row: begun, plan, resume, stop }: Begun,
  clips: readonly Clip[],
  trainer: TrainerClient,
  backends: readonly BackendId[],
  onFallBack: (to: BackendId) => void,
): Promise<RunRow> {
  let row = { ...begun, backend: backends[0] };
  const saver = new Saver();
  const { split, ...sides } = plan;
  const used = usedBy(plan, clips);
  const unscored = unscoredBy(plan, used, row.recipe);
  const driving = drive({
    trainer,
    store: featureStore(),
    request: { ...sides, unscored, recipe: row.recipe, labels: row.labels, stop },
    backends,
    resume,
    onProgress(progress) {
      showProgress(row.id, progress);
      if (progress.kind !== 'epoch') return;
      const { epochs, bestEpoch } = progress.checkpoint;
      row = { ...row, epochs, bestEpoch, trainedS: progress.epoch.elapsedS };
      saver.save(row, progress.checkpoint);
    },
    onSetback(setback) {
      row = { ...row, backend: setback.to };
      useRun.setState({ backend: BACKEND_NAMES[setback.to] });
      tellSetback(setback);
      onFallBack(setback.to);
    },
  });
  // However it ends: who goes on from here must find the newest checkpoint.
  const { result, backend } = await driving.finally(() => saver.done());
  const byId = new Map(used.map((clip) => [clip.id, clip]));
  const tested = result.test.map(({ clipId, probabilities }, i) => {
    // With the labels it had when the run began, whatever they are now: by them it was trained.
    const { emotion, speaker } = plan.test[i];
    return { clip: { ...byId.get(clipId)!, emotion, speaker }, probabilities };
  });
  const scored = tested.filter(({ clip }) => !unscored.includes(clip.id));
  const report = reportOf(scored, row.labels);
  const vouched = !report && ranItsCourse({ status: result.stopReason });
  const crossValidation = vouched ? await crossValidationOf(row, useRuns.getState().rows) : null;
  const bundle = bundleRun(result, {
    clips: used,
    split,
    backend: BACKEND_NAMES[backend],
    epochs: row.epochs.length,
    report,
    crossValidation: crossValidation?.facts ?? null,
  });
  if (crossValidation && plan.validation.length === 0)
    bundle.model.temperature = commonTemperature(crossValidation);
  const ended: RunRow = {
    ...row,
    backend,
    status: result.stopReason,
    bestEpoch: result.bestEpoch,
    test: report &&
      result.interval && {
        uar: report.uar,
        accuracy: report.accuracy,
        interval: result.interval,
        clips: scored.length,
      },
  };
  // The plan has served: those of a large cross-validation take more room than its models.
  await putRun(ended, { plan: null, checkpoint: null, outcome: { bundle, tested } });
  return ended;
}

/** Null where nothing was held out. */
function reportOf(tested: RunOutcome['tested'], labels: Emotion[]): Report | null {
  if (tested.length === 0) return null;
  return evaluate(
    tested.map(({ clip }) => labels.indexOf(clip.emotion)),
    tested.map(({ probabilities }) => likeliest(probabilities)),
    labels,
  );
}

/** Test clips of corpora that the run learns from: in a cross-corpus protocol they fill its matrix, and count in no score. */
function unscoredBy({ train, test }: RunPlan, used: readonly Clip[], { split }: Recipe): string[] {
  if (split.by !== 'corpus') return [];
  const corpusOf = new Map(used.map(({ id, corpus }) => [id, corpus]));
  const trainedOn = new Set(train.map(({ clipId }) => corpusOf.get(clipId)));
  return test.map(({ clipId }) => clipId).filter((id) => trainedOn.has(corpusOf.get(id)));
}

function tellSetback({ error, from, to, epochsKept }: Setback): void {
  const where = epochsKept === 0 ? 'from the start' : `after epoch ${epochsKept}`;
  notify(
    'warning',
    error.message,
    from === to
      ? `Training goes on ${where}; no more than one epoch was lost.`
      : `Training goes on with ${BACKEND_NAMES[to]} ${where}; no more than one epoch was lost.`,
  );
}

/** Writes checkpoints one at a time; of those that come meanwhile only the newest is of any use. */
class Saver {
  private writing: Promise<void> = Promise.resolve();
  private newest: { row: RunRow; checkpoint: SavedCheckpoint } | null = null;

  save(row: RunRow, checkpoint: SavedCheckpoint): void {
    const waiting = this.newest !== null;
    this.newest = { row, checkpoint };
    if (waiting) return;
    this.writing = this.writing.then(async () => {
      const { row, checkpoint } = this.newest!;
      this.newest = null;
      await putRun(row, { checkpoint });
    });
  }

  done(): Promise<void> {
    return this.writing;
  }
}

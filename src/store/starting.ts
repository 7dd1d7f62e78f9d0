/** Beginning a run, or going on with one that was cut off, and bringing it to its end. */
import { CancelledError } from '../clients/channel.ts';
import type { Checkpoint, TrainProgress, TrainResult } from '../clients/learn.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { RunPlan, RunRow } from '../storage/run-record.ts';
import { BACKEND_NAMES, backendsFor, prepareBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { drive, type Setback } from './drive.ts';
import { bundleRun, showEvaluation } from './evaluation.ts';
import { extractMissing } from './extracting.ts';
import { measureKept } from './keeping.ts';
import { takeIntoUse } from './model.ts';
import { notify, notifyError } from './notices.ts';
import { clipsOf, labelsOf, makePlan } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { IDLE, isActive, type RunState, showProgress, timingOf, useRun } from './run.ts';
import { deleteRun, nextName, putRun, rowOf, runPart, useRuns } from './runs.ts';
import { featureStore, trainer } from './services.ts';

/** Trains the recipe on the dataset as both are now. Resolves when done; errors become notices. */
export function startRun(): Promise<void> {
  return attempt(async () => {
    const { recipe } = useRecipe.getState();
    validateRecipe(recipe);
    // Refused at once where it cannot be split, before anything is computed.
    makePlan(useDataset.getState().clips, recipe);
    useRun.setState({ ...IDLE, phase: 'extracting', recipe });
    await extract();
    const { clips } = useDataset.getState();
    const plan = makePlan(clips, recipe);
    const { chosen } = await prepareBackend();
    const used = usedBy(plan, clips);
    const row: RunRow = {
      id: crypto.randomUUID(),
      name: nextName(),
      startedAt: new Date().toISOString(),
      recipe,
      labels: labelsOf(plan),
      backend: chosen,
      dataset: {
        corpora: [...new Set(used.map(({ corpus }) => corpus))],
        clips: used.length,
        speakers: new Set(used.flatMap(({ speaker }) => speaker ?? [])).size,
      },
      status: 'unfinished',
      epochs: [],
      bestEpoch: null,
      trainedS: 0,
      test: null,
    };
    enter('preparing', trainingState(row, plan));
    await putRun(row, { plan });
    await trainAndTest(row, plan, { resume: null, stop: false });
  });
}

export interface ContinueOptions {
  /** Trains no further: its best epoch is tested and kept. */
  stop?: boolean;
  /** With fewer clips per step: memory ran out. */
  batchSize?: number;
}

/** Goes on with a run that was cut off, from its last checkpoint. Resolves when done; errors become notices. */
export function continueRun(runId: string, { stop = false, batchSize }: ContinueOptions = {}): Promise<void> {
  return attempt(async () => {
    const kept = rowOf(runId);
    const plan = await runPart(runId, 'plan');
    if (!kept || !plan) throw new RunGoneError();
    const row = batchSize ? withBatchSize(kept, batchSize) : kept;
    useRun.setState({ ...trainingState(row, plan), phase: 'extracting' });
    const here = new Set(useDataset.getState().clips.map(({ id }) => id));
    if (!clipsOf(plan).every(({ clipId }) => here.has(clipId))) throw new ClipsGoneError(row.name);
    await extract();
    await prepareBackend();
    const checkpoint = await runPart(runId, 'checkpoint');
    enter('preparing', { phase: 'training' });
    await trainAndTest(row, plan, { resume: checkpoint, stop });
  });
}

/** The run is not kept any more. */
class RunGoneError extends IntoneError {
  constructor() {
    super('RunGoneError', 'That run is not kept any more.', 'Train again.');
  }
}

class ClipsGoneError extends IntoneError {
  constructor(name: string) {
    super(
      'ClipsGoneError',
      `${name} cannot go on: some of its clips are not in the dataset any more.`,
      'Drop the same recordings again, then go on.',
    );
  }
}

export function pauseRun(): void {
  useRun.setState({ phase: 'pausing' });
  void trainer().control('pause');
}

export function resumeRun(): void {
  useRun.setState({ phase: 'training' });
  void trainer().control('resume');
}

/** Ends the run with the best epoch so far; before the first epoch there is none, and the run is dropped. */
export function stopRun(): void {
  const { phase, epochs, id } = useRun.getState();
  if (epochs.length > 0 && phase !== 'testing' && trainer().isTraining) {
    useRun.setState({ phase: 'stopping' });
    void trainer().control('stop');
    return;
  }
  useRun.setState(IDLE);
  extracting.abort();
  trainer().terminate();
  // Nothing came of it: no trace is left.
  if (id && epochs.length === 0) void deleteRun(id);
}

let extracting = new AbortController();
let extraction: Promise<void> = Promise.resolve();

/** Ends an extraction under way, and waits for its end: its clips are to be removed. */
export async function endExtraction(): Promise<void> {
  if (useRun.getState().phase === 'extracting') extracting.abort();
  await extraction.catch(() => undefined);
}

async function extract(): Promise<void> {
  const { recipe } = useRun.getState();
  extracting = new AbortController();
  extraction = extractMissing(recipe!.frontEnd, extracting.signal, (pace) => useRun.setState({ pace }));
  await extraction;
  enter('extracting', { phase: 'preparing', pace: null });
}

async function attempt(work: () => Promise<void>): Promise<void> {
  if (isActive(useRun.getState().phase)) return;
  try {
    await work();
  } catch (error) {
    const { phase, recipe } = useRun.getState();
    if (error instanceof CancelledError) {
      if (isActive(phase)) useRun.setState(IDLE);
      return;
    }
    if (isActive(phase))
      useRun.setState({ phase: 'failed', step: null, pace: null, smallerBatch: smallerBatch(error, recipe) });
    notifyError(error);
  }
}

function smallerBatch(error: unknown, recipe: RunState['recipe']): number | null {
  const outOfMemory = error instanceof IntoneError && error.name === 'OutOfMemoryError';
  return outOfMemory && recipe && recipe.training.batchSize > 1 ? recipe.training.batchSize >> 1 : null;
}

/** From one phase to the next, unless the run was cancelled meanwhile. @throws CancelledError */
function enter(from: RunState['phase'], next: Partial<RunState>): void {
  if (useRun.getState().phase !== from) throw new CancelledError();
  useRun.setState(next);
}

function trainingState(row: RunRow, { split }: RunPlan): RunState {
  const { id, recipe, labels, epochs } = row;
  return { ...IDLE, phase: 'training', id, recipe, split, labels, epochs, backend: BACKEND_NAMES[row.backend] };
}

function withBatchSize(row: RunRow, batchSize: number): RunRow {
  const { recipe } = row;
  return { ...row, recipe: { ...recipe, training: { ...recipe.training, batchSize } } };
}

function usedBy(plan: RunPlan, clips: readonly Clip[]): Clip[] {
  const held = new Set(clipsOf(plan).map(({ clipId }) => clipId));
  return clips.filter(({ id }) => held.has(id));
}

async function trainAndTest(
  begun: RunRow,
  plan: RunPlan,
  { resume, stop }: { resume: Checkpoint | null; stop: boolean },
): Promise<void> {
  let row = begun;
  const { split: _, ...sides } = plan;
  // As they are now: the dataset may change while the run goes on.
  const clips = usedBy(plan, useDataset.getState().clips);
  const { result, backend } = await drive({
    trainer: trainer(),
    store: featureStore(),
    request: { ...sides, recipe: row.recipe, labels: row.labels, stop },
    backends: await backendsFor(row.backend),
    resume,
    onProgress(progress: TrainProgress) {
      if (useRun.getState().id !== row.id) return;
      showProgress(progress);
      if (progress.kind !== 'epoch') return;
      const { epochs, best } = progress.checkpoint;
      row = { ...row, epochs, bestEpoch: best.epoch, trainedS: progress.epoch.elapsedS };
      saveProgress(row, progress.checkpoint);
    },
    onSetback(setback) {
      row = { ...row, backend: setback.to };
      useRun.setState({ backend: BACKEND_NAMES[setback.to], step: null });
      tellSetback(setback);
    },
  });
  await saved;
  await finish({ ...row, backend }, plan, clips, result);
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

/** The checkpoint being written, and the newest of those that came meanwhile: the ones between are of no use. */
let saved: Promise<void> = Promise.resolve();
let newest: { row: RunRow; checkpoint: Checkpoint } | null = null;

function saveProgress(row: RunRow, checkpoint: Checkpoint): void {
  const waiting = newest !== null;
  newest = { row, checkpoint };
  if (waiting) return;
  saved = saved.then(async () => {
    const { row, checkpoint } = newest!;
    newest = null;
    await putRun(row, { checkpoint });
  });
}

async function finish(row: RunRow, { split }: RunPlan, clips: Clip[], result: TrainResult): Promise<void> {
  const { labels, epochs, recipe } = row;
  const byId = new Map(clips.map((clip) => [clip.id, clip]));
  const tested = result.test.map(({ clipId, probabilities }) => ({ clip: byId.get(clipId)!, probabilities }));
  const evaluation = showEvaluation({ labels, split, interval: result.interval, tested });
  const bundle = bundleRun(result, evaluation, {
    clips,
    split,
    backend: BACKEND_NAMES[row.backend],
    epochs: epochs.length,
  });
  takeIntoUse(bundle, 'trained');
  useRun.setState({
    phase: 'done',
    step: null,
    bestEpoch: result.bestEpoch,
    timing: timingOf(epochs, recipe, split),
    stopReason: result.stopReason,
  });
  const { uar, accuracy } = evaluation.report;
  const done: RunRow = {
    ...row,
    status: result.stopReason,
    bestEpoch: result.bestEpoch,
    test: { uar, accuracy, interval: result.interval, clips: tested.length },
  };
  await putRun(done, { checkpoint: null, outcome: { bundle, tested } });
  useRuns.setState({ loaded: row.id });
  if (result.stopReason === 'diverged')
    notify(
      'warning',
      'The loss ran away, so training ended with the last good weights.',
      'Train again with a lower learning rate.',
    );
  await measureKept();
}

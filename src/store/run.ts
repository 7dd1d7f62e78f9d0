/** One training run: starting, watching, pausing and stopping it. */
import { create } from 'zustand';
import { CancelledError } from '../clients/channel.ts';
import type { EpochReport, StepReport, TrainProgress, TrainResult } from '../clients/learn.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { EMOTIONS, type Emotion } from '../core/dataset/emotions.ts';
import { makeSplit, type Split } from '../core/dataset/split.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import { validateFrontEnd } from '../core/frontend/validate.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { BACKEND_NAMES, type BackendId, prepareBackend } from './backend.ts';
import { leaveOut, useDataset } from './dataset.ts';
import { bundleRun, evaluateRun } from './evaluation.ts';
import { isKeeping, keepRead, measureKept, noteFrontEnd, stopKeeping } from './keeping.ts';
import { takeIntoUse } from './model.ts';
import { notify, notifyError } from './notices.ts';
import { type Pace, paceMeter } from './pace.ts';
import { useRecipe } from './recipe.ts';
import { RecordingsNeededError } from './recordings.ts';
import { featureStore, ingestClient, trainer } from './services.ts';

export type RunPhase =
  | 'idle'
  | 'extracting'
  | 'preparing'
  | 'training'
  | 'pausing'
  | 'paused'
  | 'stopping'
  | 'testing'
  | 'done'
  | 'failed';

export interface RunState {
  phase: RunPhase;
  recipe: Recipe | null;
  split: Split | null;
  labels: Emotion[];
  /** Which backend does it. */
  backend: string;
  epochs: EpochReport[];
  /** How far and how fast. */
  step: StepPace | null;
  /** While features for changed settings are computed. */
  pace: Pace | null;
  bestEpoch: number | null;
  /** Once done: pauses not counted. */
  timing: { totalS: number; stepMs: number } | null;
  stopReason: TrainResult['stopReason'] | null;
}

export interface StepPace {
  /** Share of all steps done, 0…1. */
  fraction: number;
  msPerStep: number;
  clipsPerSecond: number;
  remainingS: number;
}

const IDLE: RunState = {
  phase: 'idle',
  recipe: null,
  split: null,
  labels: [],
  backend: '',
  epochs: [],
  step: null,
  pace: null,
  bestEpoch: null,
  timing: null,
  stopReason: null,
};

export const useRun = create<RunState>(() => IDLE);

/** Phases in which a run is under way. */
export function isActive(phase: RunPhase): boolean {
  return phase !== 'idle' && phase !== 'done' && phase !== 'failed';
}

/** Trains the recipe on the dataset as both are now. Resolves when done; errors become notices. */
export async function startRun(): Promise<void> {
  if (isActive(useRun.getState().phase)) return;
  const { recipe } = useRecipe.getState();
  try {
    validateFrontEnd(recipe.frontEnd);
    // Refused at once where it cannot be split, before anything is computed.
    makeSplit(useDataset.getState().clips, recipe.split, recipe.training.seed);
    useRun.setState({ ...IDLE, phase: 'extracting', recipe });
    extracting = new AbortController();
    extraction = extractMissing(recipe.frontEnd);
    await extraction;
    enter('extracting', { phase: 'preparing', pace: null });
    const { clips } = useDataset.getState();
    const split = makeSplit(clips, recipe.split, recipe.training.seed);
    const { chosen } = await prepareBackend();
    const held = new Set([...split.train, ...split.validation, ...split.test]);
    const used = clips.filter(({ id }) => held.has(id));
    const labels = labelsOf(used);
    enter('preparing', { phase: 'training', split, labels, backend: BACKEND_NAMES[chosen] });
    await trainAndTest(used, recipe, split, labels, chosen);
  } catch (error) {
    const { phase } = useRun.getState();
    if (error instanceof CancelledError) {
      if (isActive(phase)) useRun.setState(IDLE);
      return;
    }
    if (isActive(phase)) useRun.setState({ phase: 'failed', step: null, pace: null });
    notifyError(error);
  }
}

let extracting = new AbortController();
let extraction: Promise<void> = Promise.resolve();

/** Ends an extraction under way, and waits for its end: its clips are to be removed. */
export async function endExtraction(): Promise<void> {
  if (useRun.getState().phase === 'extracting') extracting.abort();
  await extraction.catch(() => undefined);
}

/** From one phase to the next, unless the run was cancelled meanwhile. @throws CancelledError */
function enter(from: RunPhase, next: Partial<RunState>): void {
  if (useRun.getState().phase !== from) throw new CancelledError();
  useRun.setState(next);
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
  const { phase, epochs } = useRun.getState();
  if (epochs.length > 0 && phase !== 'testing') {
    useRun.setState({ phase: 'stopping' });
    void trainer().control('stop');
    return;
  }
  useRun.setState(IDLE);
  extracting.abort();
  trainer().terminate();
}

async function trainAndTest(
  clips: Clip[],
  recipe: Recipe,
  split: Split,
  labels: Emotion[],
  backend: BackendId,
): Promise<void> {
  const byId = new Map(clips.map((clip) => [clip.id, clip]));
  const labelled = (ids: string[]) =>
    ids.map((id) => {
      const { emotion, speaker } = byId.get(id)!;
      return { clipId: id, emotion, speaker };
    });
  const result = await trainer().train(
    {
      recipe,
      backend,
      labels,
      train: labelled(split.train),
      validation: labelled(split.validation),
      test: labelled(split.test),
    },
    featureStore(),
    showProgress,
  );
  const evaluation = evaluateRun(result, split, labels, byId);
  const bundle = bundleRun(result, evaluation, {
    clips,
    split,
    backend: BACKEND_NAMES[backend],
    epochs: useRun.getState().epochs.length,
  });
  takeIntoUse(bundle, 'trained');
  useRun.setState({
    phase: 'done',
    step: null,
    bestEpoch: result.bestEpoch,
    timing: timingOf(useRun.getState()),
    stopReason: result.stopReason,
  });
  if (result.stopReason === 'diverged')
    notify(
      'warning',
      'The loss stopped being a number, so training ended with the last good weights.',
      'Train again with a lower learning rate.',
    );
}

function timingOf({ epochs, step }: RunState): RunState['timing'] {
  const last = epochs.at(-1);
  return last && step ? { totalS: last.elapsedS, stepMs: step.msPerStep } : null;
}

function showProgress(progress: TrainProgress): void {
  if (progress.kind === 'epoch') useRun.setState(({ epochs }) => ({ epochs: [...epochs, progress.epoch] }));
  else if (progress.kind === 'step') useRun.setState((run) => ({ step: paceOf(run, progress.step) }));
  else if (progress.kind === 'paused')
    useRun.setState(({ phase }) => (phase === 'pausing' ? { phase: 'paused' } : {}));
  else useRun.setState({ phase: 'testing' });
}

/** Weight of the newest step in the running mean of step times. */
const NEWEST = 0.2;

function paceOf({ recipe, split, step }: RunState, { progress, stepMs }: StepReport): StepPace | null {
  if (!recipe || !split) return null;
  const { batchSize, epochs } = recipe.training;
  const steps = epochs * Math.ceil(split.train.length / batchSize);
  const msPerStep = step ? step.msPerStep + NEWEST * (stepMs - step.msPerStep) : stepMs;
  return {
    fraction: progress,
    msPerStep,
    clipsPerSecond: (1000 * Math.min(batchSize, split.train.length)) / msPerStep,
    remainingS: ((1 - progress) * steps * msPerStep) / 1000,
  };
}

/** Emotions present, in the vocabulary's order. */
function labelsOf(clips: readonly Clip[]): Emotion[] {
  const present = new Set(clips.map(({ emotion }) => emotion));
  return EMOTIONS.filter((emotion) => present.has(emotion));
}

/**
 * Features for settings that changed since the clips were read. A clip that cannot be read again is left out.
 * @throws RecordingsNeededError where recordings would have to be read that are not open, or not any more
 */
async function extractMissing(frontEnd: FrontEndConfig): Promise<void> {
  const missing = await featureStore().missing(useDataset.getState().clips, frontEnd);
  if (missing.length === 0) return;
  const meter = paceMeter((pace) => useRun.setState({ pace }));
  const { closed, lost, cancelled } = await ingestClient().extractAgain(missing, {
    frontEnd,
    keep: await isKeeping(),
    signal: extracting.signal,
    onProgress: (done, name) => meter(done, missing.length, name),
    onRead: (read) => keepRead(read, frontEnd, 0),
    onFull: stopKeeping,
  });
  if (lost.length > 0) leaveOut(lost);
  if (cancelled) throw new CancelledError();
  if (closed.length > 0) throw new RecordingsNeededError(closed);
  featureStore().forgetHeldExcept(frontEnd);
  await noteFrontEnd(frontEnd);
  await measureKept();
}

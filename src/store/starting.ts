/** Beginning a run or a series of them, or going on with what was cut off, and bringing it to its end. */
import { create } from 'zustand';
import { CancelledError } from '../clients/channel.ts';
import { IntoneError } from '../core/errors.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { RunPlan, RunRow } from '../storage/run-record.ts';
import { BACKEND_NAMES, type BackendId, backendsFor, prepareBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { extractMissing } from './extracting.ts';
import { measureKept } from './keeping.ts';
import { notify, notifyError } from './notices.ts';
import { clipsOf, labelsOf, makePlan } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { IDLE, isActive, type Member, type RunState, useRun } from './run.ts';
import { timingOf } from './runProgress.ts';
import { nextName, putRun, rowOf, runPart, takeRunIntoUse, useRuns } from './runs.ts';
import { stopSeries, trainSeries } from './series.ts';
import { type Begun, ClipsGoneError, type Ended, RunGoneError, usedBy } from './trainMember.ts';

export { pauseRun, resumeRun } from './series.ts';

/** Most runs of one series: more curves are a tangle. */
export const MOST_REPEATS = 6;

/** How many runs Train begins: with one more seed each, and so other speakers held out and another start. */
export const useRepeats = create<{ repeats: number }>(() => ({ repeats: 1 }));

/** Trains the recipe on the dataset as both are now. Resolves when done; errors become notices. */
export function startRun(): Promise<void> {
  return attempt(async () => {
    const { recipe } = useRecipe.getState();
    const recipes = seeded(recipe, useRepeats.getState().repeats);
    validateRecipe(recipe);
    // Refused at once where it cannot be split, before anything is computed.
    for (const one of recipes) makePlan(useDataset.getState().clips, one);
    useRun.setState({ ...IDLE, phase: 'extracting', recipe });
    await extract(recipe);
    const { chosen } = await prepareBackend();
    const begun = begin(recipes, chosen);
    enter('preparing', trainingState(begun, begun[0]));
    for (const { row, plan } of begun) await putRun(row, { plan });
    await trainAndShow(begun, chosen);
  });
}

/** Sets an earlier recipe up and trains it, once, on the dataset as it is now. */
export function runAgain(recipe: Recipe): Promise<void> {
  useRecipe.setState({ recipe });
  useRepeats.setState({ repeats: 1 });
  return startRun();
}

export interface ContinueOptions {
  /** Trains no further: its best epoch is tested and kept. */
  stop?: boolean;
  /** With fewer clips per step: memory ran out. */
  batchSize?: number;
}

/**
 * Goes on with a run that was cut off, from its last checkpoint, and with all others of its series. Resolves when done;
 * errors become notices.
 */
export function continueRun(runId: string, { stop = false, batchSize }: ContinueOptions = {}): Promise<void> {
  return attempt(async () => {
    const rows = cutOffTogether(runId).map((row) => (batchSize ? withBatchSize(row, batchSize) : row));
    if (rows.length === 0) throw new RunGoneError();
    const [{ recipe, backend }] = rows;
    useRun.setState({ ...IDLE, phase: 'extracting', recipe });
    const begun = await Promise.all(rows.map((row) => takeUp(row, stop)));
    checkClips(begun);
    await extract(recipe);
    await prepareBackend();
    enter('preparing', trainingState(begun, begun[0]));
    await trainAndShow(begun, backend);
  });
}

/** Ends what is under way with the best epochs so far; before the first epoch there is none, and it is dropped. */
export function stopRun(): void {
  if (useRun.getState().phase === 'testing' || stopSeries()) return;
  useRun.setState(IDLE);
  extracting.abort();
}

let extracting = new AbortController();
let extraction: Promise<void> = Promise.resolve();

/** Ends an extraction under way, and waits for its end: its clips are to be removed. */
export async function endExtraction(): Promise<void> {
  if (useRun.getState().phase === 'extracting') extracting.abort();
  await extraction.catch(() => undefined);
}

async function extract({ frontEnd }: Recipe): Promise<void> {
  extracting = new AbortController();
  extraction = extractMissing(frontEnd, extracting.signal, (pace) => useRun.setState({ pace }));
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

function seeded(recipe: Recipe, repeats: number): Recipe[] {
  const { training } = recipe;
  return Array.from({ length: repeats }, (_, i) => ({
    ...recipe,
    training: { ...training, seed: (training.seed + i) % 2 ** 32 },
  }));
}

function begin(recipes: readonly Recipe[], backend: BackendId): Begun[] {
  const { clips } = useDataset.getState();
  const name = nextName();
  const nowMs = Date.now();
  const series = crypto.randomUUID();
  return recipes.map((recipe, index) => {
    const plan = makePlan(clips, recipe);
    const used = usedBy(plan, clips);
    const row: RunRow = {
      id: crypto.randomUUID(),
      name: recipes.length > 1 ? `${name} · seed ${recipe.training.seed}` : name,
      series: recipes.length > 1 ? { id: series, index, of: recipes.length } : null,
      // One after the other, which is their order.
      startedAt: new Date(nowMs + index).toISOString(),
      recipe,
      labels: labelsOf(plan),
      backend,
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
    return { row, plan, resume: null, stop: false };
  });
}

function cutOffTogether(runId: string): RunRow[] {
  const named = rowOf(runId);
  if (!named?.series) return named ? [named] : [];
  const { id } = named.series;
  return useRuns.getState().rows.filter(({ series, status }) => series?.id === id && status === 'unfinished');
}

async function takeUp(row: RunRow, stop: boolean): Promise<Begun> {
  const [plan, resume] = await Promise.all([runPart(row.id, 'plan'), runPart(row.id, 'checkpoint')]);
  if (!plan) throw new RunGoneError();
  return { row, plan, resume, stop };
}

function checkClips(begun: readonly Begun[]): void {
  const here = new Set(useDataset.getState().clips.map(({ id }) => id));
  for (const { row, plan } of begun)
    if (!clipsOf(plan).every(({ clipId }) => here.has(clipId))) throw new ClipsGoneError(row.name);
}

function withBatchSize(row: RunRow, batchSize: number): RunRow {
  const { recipe } = row;
  return { ...row, recipe: { ...recipe, training: { ...recipe.training, batchSize } } };
}

function trainingState(begun: readonly Begun[], { row, plan }: { row: RunRow; plan: RunPlan }): RunState {
  const { recipe, labels, epochs } = row;
  const members = begun.map(({ row }): Member => {
    const fraction = row.epochs.length / row.recipe.training.epochs;
    return { id: row.id, state: 'waiting', fraction, msPerStep: null };
  });
  const backend = BACKEND_NAMES[row.backend];
  return { ...IDLE, phase: 'training', recipe, split: plan.split, labels, epochs, backend, members };
}

async function trainAndShow(begun: readonly Begun[], wanted: BackendId): Promise<void> {
  const { clips } = useDataset.getState();
  const ended = await trainSeries(begun, clips, await backendsFor(wanted));
  const chosen = bestOf(ended);
  await takeRunIntoUse(chosen.row, chosen.outcome);
  const [{ row }] = ended;
  const single = begun.length === 1;
  useRun.setState(({ split }) => ({
    phase: 'done',
    step: null,
    bestEpoch: row.bestEpoch,
    timing: single ? timingOf(row.epochs, row.recipe, split!) : null,
    stopReason: row.status,
  }));
  if (ended.some(({ row }) => row.status === 'diverged'))
    notify(
      'warning',
      'The loss ran away, so training ended with the last good weights.',
      'Train again with a lower learning rate.',
    );
  await measureKept();
}

/** The highest validation UAR; the first of equals, and where none was validated. Never chosen on the test. */
function bestOf(ended: readonly Ended[]): Ended {
  const validated = ({ row }: Ended) =>
    row.epochs.find(({ epoch }) => epoch === row.bestEpoch)?.validationUar ?? Number.NEGATIVE_INFINITY;
  return ended.reduce((best, one) => (validated(one) > validated(best) ? one : best));
}

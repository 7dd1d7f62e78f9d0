/** Beginning a run or a series of them, or going on with what was cut off, and bringing it to its end. */
import { create } from 'zustand';
import { CancelledError } from '../clients/channel.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { RunRow } from '../storage/run-record.ts';
import { BACKEND_NAMES, type BackendId, backendsFor, prepareBackend, useBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { extractMissing } from './extracting.ts';
import { measureKept } from './keeping.ts';
import { notify, notifyError } from './notices.ts';
import { clipsOf, labelsOf, makePlan } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { IDLE, isActive, type Member, type RunState, useRun } from './run.ts';
import { timingOf } from './runProgress.ts';
import {
  addRun,
  cutOffTogether,
  loadRun,
  nextName,
  putRun,
  renameRun,
  rowOf,
  runPart,
  takeRunIntoUse,
  useRuns,
} from './runs.ts';
import { Series } from './series.ts';
import {
  type Begun,
  ClipsGoneError,
  type Ended,
  NothingToKeepError,
  RunGoneError,
  usedBy,
} from './trainMember.ts';

/** Most runs of one series: more curves are a tangle. */
export const MOST_REPEATS = 6;

/** How many runs Train begins, each with the seed after the last one's, and so another split and another start. */
export const useRepeats = create<{ repeats: number }>(() => ({ repeats: 1 }));

/** Trains the recipe on the dataset as both are now. Resolves when done; errors become notices. */
export function startRun(): Promise<void> {
  return attempt(async (mine) => {
    const { recipe } = useRecipe.getState();
    const recipes = seeded(recipe, useRepeats.getState().repeats);
    validateRecipe(recipe);
    // Refused at once where it cannot be split, before anything is computed.
    for (const one of recipes) makePlan(useDataset.getState().clips, one);
    mine.show({ ...IDLE, phase: 'extracting', recipe });
    await mine.extract(recipe, useDataset.getState().clips);
    const { chosen } = await prepareBackend();
    mine.check();
    const { clips } = useDataset.getState();
    const begun = begin(recipes, clips, chosen);
    mine.show(trainingState(begun));
    for (const { row, plan } of begun) await addRun(row, { plan });
    await trainAndShow(mine, begun, clips, await backendsFor(chosen));
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
  return attempt(async (mine) => {
    const named = rowOf(runId);
    if (!named) throw new RunGoneError();
    const { clips } = useDataset.getState();
    // What has no epoch yet has nothing to keep.
    const rows = cutOffTogether(named).filter(({ epochs }) => !stop || epochs.length > 0);
    if (rows.length === 0) throw new NothingToKeepError(named.name);
    const begun = await Promise.all(
      rows.map((row) => takeUp(batchSize ? withBatchSize(row, batchSize) : row, stop)),
    );
    const used = checkClips(begun, clips);
    if (batchSize)
      for (const { row } of begun) {
        await renameRun(row.id, row.name);
        await putRun(row);
      }
    mine.show({ ...trainingState(begun), phase: 'extracting' });
    await mine.extract(named.recipe, used);
    const { chosen } = await prepareBackend();
    // As it began, for the same curve, unless the user has said otherwise.
    const wanted = useBackend.getState().preference === 'auto' ? named.backend : chosen;
    const backends = await backendsFor(wanted);
    mine.check();
    for (const one of begun) one.row = { ...one.row, backend: backends[0] };
    mine.show(trainingState(begun));
    await trainAndShow(mine, begun, clips, backends);
  });
}

export function pauseRun(): void {
  current?.series.pause();
}

export function resumeRun(): void {
  current?.series.resume();
}

/** Ends what is under way with the best epochs so far; before the first epoch there is none, and it is dropped. */
export function stopRun(): void {
  if (!current || useRun.getState().phase === 'testing' || current.series.stop()) return;
  current.abandon();
}

/** Ends an extraction under way, and waits for its end: its clips are to be removed. */
export async function endExtraction(): Promise<void> {
  if (useRun.getState().phase === 'extracting') current?.extracting.abort();
  await current?.extraction.catch(() => undefined);
}

let current: Attempt | null = null;

/** One press of Train or of Go on. Once it is over, whatever of it is still on its way changes nothing any more. */
class Attempt {
  readonly series = new Series();
  readonly extracting = new AbortController();
  extraction: Promise<void> = Promise.resolve();

  /** @throws CancelledError */
  check(): void {
    if (current !== this) throw new CancelledError();
  }

  /** @throws CancelledError */
  show(state: Partial<RunState>): void {
    this.check();
    useRun.setState(state);
  }

  async extract({ frontEnd }: Recipe, clips: readonly Clip[]): Promise<void> {
    this.extraction = extractMissing(frontEnd, clips, this.extracting.signal, (pace) => {
      if (current === this) useRun.setState({ pace });
    });
    await this.extraction;
    this.show({ phase: 'preparing', pace: null });
  }

  abandon(): void {
    current = null;
    useRun.setState(IDLE);
    this.extracting.abort();
  }
}

async function attempt(work: (mine: Attempt) => Promise<void>): Promise<void> {
  if (isActive(useRun.getState().phase)) return;
  const mine = new Attempt();
  current = mine;
  try {
    await work(mine);
  } catch (error) {
    if (current !== mine) return;
    if (error instanceof CancelledError) useRun.setState(IDLE);
    else fail(error);
  } finally {
    if (current === mine) current = null;
  }
}

function fail(error: unknown): void {
  const { phase, recipe } = useRun.getState();
  if (isActive(phase))
    useRun.setState({ phase: 'failed', step: null, pace: null, smallerBatch: smallerBatch(error, recipe) });
  notifyError(error);
}

function smallerBatch(error: unknown, recipe: RunState['recipe']): number | null {
  const outOfMemory = error instanceof IntoneError && error.name === 'OutOfMemoryError';
  return outOfMemory && recipe && recipe.training.batchSize > 1 ? recipe.training.batchSize >> 1 : null;
}

function seeded(recipe: Recipe, repeats: number): Recipe[] {
  const { training } = recipe;
  return Array.from({ length: repeats }, (_, i) => ({
    ...recipe,
    training: { ...training, seed: (training.seed + i) % 2 ** 32 },
  }));
}

function begin(recipes: readonly Recipe[], clips: readonly Clip[], backend: BackendId): Begun[] {
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

async function takeUp(row: RunRow, stop: boolean): Promise<Begun> {
  const [plan, resume] = await Promise.all([runPart(row.id, 'plan'), runPart(row.id, 'checkpoint')]);
  if (!plan) throw new RunGoneError();
  return { row, plan, resume, stop };
}

/** The clips that the runs need, as they are now. @throws ClipsGoneError */
function checkClips(begun: readonly Begun[], clips: readonly Clip[]): Clip[] {
  const here = new Set(clips.map(({ id }) => id));
  for (const { row, plan } of begun)
    if (!clipsOf(plan).every(({ clipId }) => here.has(clipId))) throw new ClipsGoneError(row.name);
  const needed = new Set(begun.flatMap(({ plan }) => clipsOf(plan).map(({ clipId }) => clipId)));
  return clips.filter(({ id }) => needed.has(id));
}

/** Its name says so: the recipe alone no longer tells how the earlier epochs were trained. */
function withBatchSize(row: RunRow, batchSize: number): RunRow {
  const { recipe, name, epochs } = row;
  return {
    ...row,
    name: `${name}, ${batchSize} clips per step from epoch ${epochs.length + 1}`,
    recipe: { ...recipe, training: { ...recipe.training, batchSize } },
  };
}

/** With all members waiting. */
function trainingState(begun: readonly Begun[]): RunState {
  const [{ row, plan }] = begun;
  const { recipe, labels, epochs } = row;
  const members = begun.map(({ row }): Member => {
    const fraction = row.epochs.length / row.recipe.training.epochs;
    return { id: row.id, state: 'waiting', fraction, msPerStep: null };
  });
  const backend = BACKEND_NAMES[row.backend];
  return { ...IDLE, phase: 'training', recipe, split: plan.split, labels, epochs, backend, members };
}

async function trainAndShow(
  mine: Attempt,
  begun: readonly Begun[],
  clips: readonly Clip[],
  backends: readonly BackendId[],
): Promise<void> {
  const { ended, failures } = await mine.series.train(begun, clips, backends);
  await takeBestIntoUse(ended);
  const [{ row }] = ended;
  const single = begun.length === 1;
  mine.show({
    phase: 'done',
    step: null,
    bestEpoch: single ? row.bestEpoch : null,
    timing: single ? timingOf(row.epochs, row.recipe, begun[0].plan.split) : null,
    smallerBatch: smallerBatch(failures[0], row.recipe),
  });
  if (failures.length > 0) notifyError(failures[0]);
  if (ended.some(({ row }) => row.status === 'diverged'))
    notify(
      'warning',
      'The loss ran away, so training ended with the last good weights.',
      'Train again with a lower learning rate.',
    );
  await measureKept();
}

/** Of all runs of the series, those too that had ended before it was cut off. */
async function takeBestIntoUse(ended: readonly Ended[]): Promise<void> {
  const { series } = ended[0].row;
  const rows = series
    ? useRuns.getState().rows.filter((row) => row.series?.id === series.id && row.test)
    : ended.map(({ row }) => row);
  if (rows.length === 0) return;
  const best = rows.reduce((best, row) => (validated(row) > validated(best) ? row : best));
  const fresh = ended.find(({ row }) => row.id === best.id);
  await (fresh ? takeRunIntoUse(fresh.row, fresh.outcome) : loadRun(best.id));
}

/** What chooses among runs: never the test. */
function validated({ epochs, bestEpoch }: RunRow): number {
  return epochs.find(({ epoch }) => epoch === bestEpoch)?.validationUar ?? Number.NEGATIVE_INFINITY;
}

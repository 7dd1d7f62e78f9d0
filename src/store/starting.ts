/** Beginning a run, or a series of them. */
import { create } from 'zustand';
import type { Clip } from '../core/dataset/clip.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { RunRow, SeriesKind, SeriesPlace } from '../storage/run-record.ts';
import { attempt } from './attempt.ts';
import { type BackendId, backendsFor, prepareBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { leakHalves } from './leakHalves.ts';
import { clipsOf, labelsOf, type PlannedRecipe, planRecipe, usedBy } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { IDLE } from './run.ts';
import { addRun, nextName } from './runs.ts';
import { trainAndShow, trainingState } from './toTheEnd.ts';
import type { Begun } from './trainMember.ts';

/** Most seeds of one series. */
export const MOST_REPEATS = 6;

/** How many seeds Train goes through, each the one after the last: another start, and another split where that is drawn. */
export const useRepeats = create<{ repeats: number }>(() => ({ repeats: 1 }));

/**
 * Trains a recipe on the dataset as it is now, once for each seed and fold. Resolves when done; errors become notices.
 * @param recipe the one that is set up, unless another is given, which leaves that as it is
 */
export function startRun(
  recipe = useRecipe.getState().recipe,
  repeats = useRepeats.getState().repeats,
): Promise<void> {
  return startAll(recipe, (clips) => seeded(recipe, repeats).map((each) => planRecipe(clips, each)));
}

/**
 * Trains the recipe twice, on speakers held out and on a random split with as many clips on each side, to show what the
 * leak claims. Resolves when done; errors become notices.
 * @param recipe as for startRun
 */
export function startLeakCheck(recipe = useRecipe.getState().recipe): Promise<void> {
  return startAll(recipe, (clips) => leakHalves(clips, recipe), 'leak');
}

function seeded(recipe: Recipe, repeats: number): Recipe[] {
  const { training } = recipe;
  return Array.from({ length: repeats }, (_, i) => ({
    ...recipe,
    training: { ...training, seed: (training.seed + i) % 2 ** 32 },
  }));
}

/** @param plan throws where the clips cannot be split as asked */
function startAll(
  shown: Recipe,
  plan: (clips: readonly Clip[]) => PlannedRecipe[],
  kind?: SeriesKind,
): Promise<void> {
  return attempt(async (mine) => {
    const { clips: asked } = useDataset.getState();
    // Refused at once where it cannot be split, before anything is computed.
    const planned = plan(asked);
    mine.show({ ...IDLE, phase: 'extracting', recipe: shown });
    await mine.extract(shown, asked);
    const { chosen } = await prepareBackend();
    mine.check();
    const { clips } = useDataset.getState();
    // What could not be extracted is among them no more.
    const begun = begin(clips === asked ? planned : plan(clips), clips, chosen, kind);
    mine.show(trainingState(begun));
    for (const { row, plan } of begun) await addRun(row, { plan });
    await trainAndShow(mine, begun, clips, await backendsFor(chosen));
  });
}

/** A run for each split of each recipe. */
function begin(
  planned: readonly PlannedRecipe[],
  clips: readonly Clip[],
  backend: BackendId,
  kind?: SeriesKind,
): Begun[] {
  const name = nextName();
  const nowMs = Date.now();
  const id = crypto.randomUUID();
  const trainings = planned.flatMap(({ recipe, plans }) =>
    plans.map((plan, fold) => ({ recipe, plan, fold, folds: plans.length })),
  );
  const whole = factsOf(clips);
  return trainings.map(({ recipe, plan, fold, folds }, index) => {
    const series: SeriesPlace = {
      id,
      kind: kind ?? (folds > 1 ? 'folds' : 'seeds'),
      name,
      index,
      of: trainings.length,
      fold: { index: fold, name: plan.split.name },
    };
    const row: RunRow = {
      id: crypto.randomUUID(),
      name: nameOf(series, recipe, planned.length),
      series: trainings.length > 1 ? series : null,
      // One after the other, which is their order.
      startedAt: new Date(nowMs + index).toISOString(),
      recipe,
      labels: labelsOf(plan),
      backend,
      dataset: clipsOf(plan).length === clips.length ? whole : factsOf(usedBy(plan, clips)),
      status: 'unfinished',
      epochs: [],
      bestEpoch: null,
      trainedS: 0,
      test: null,
    };
    return { row, plan, resume: null, stop: false };
  });
}

function factsOf(clips: readonly Clip[]): RunRow['dataset'] {
  return {
    corpora: [...new Set(clips.map(({ corpus }) => corpus))],
    clips: clips.length,
    speakers: new Set(clips.flatMap(({ speaker }) => speaker ?? [])).size,
  };
}

/** 'Run 3', 'Run 3 · seed 2', 'Run 3 · Fold 1 · seed 2', 'Run 3 · random split' */
function nameOf({ name, kind, fold }: SeriesPlace, { split, training }: Recipe, recipes: number): string {
  if (kind === 'leak') return `${name} · ${split.by === 'random' ? 'random split' : 'unseen speakers'}`;
  const parts = [name];
  if (fold.name !== '') parts.push(fold.name);
  if (recipes > 1) parts.push(`seed ${training.seed}`);
  return parts.join(' · ');
}

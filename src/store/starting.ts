/** Beginning a run, or a series of them. */
import { create } from 'zustand';
import type { Clip } from '../core/dataset/clip.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { RunRow } from '../storage/run-record.ts';
import { attempt } from './attempt.ts';
import { type BackendId, backendsFor, prepareBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { labelsOf, makePlan } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { IDLE } from './run.ts';
import { addRun, nextName } from './runs.ts';
import { trainAndShow, trainingState } from './toTheEnd.ts';
import { type Begun, usedBy } from './trainMember.ts';

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

/** The two halves of a leak check: the same clips and as many on each side, so that only who speaks where differs. */
import type { Clip } from '../core/dataset/clip.ts';
import type { ProtocolId, Recipe, SplitSettings } from '../core/recipe/recipe.ts';
import type { RunPlan } from '../storage/run-record.ts';
import { clipsOf, type PlannedRecipe, planRecipe, usedBy } from './plan.ts';

/**
 * Whole speakers rarely come in just the shares asked for: the honest half is planned first, and the random half takes
 * the shares that it came out with, of the clips that it uses.
 * @throws InvalidRecipeError, UnsplittableError
 */
export function leakHalves(clips: readonly Clip[], recipe: Recipe): [PlannedRecipe, PlannedRecipe] {
  const by = (protocol: ProtocolId, shares?: Shares): Recipe => ({
    ...recipe,
    split: { ...recipe.split, ...shares, by: protocol },
  });
  const honest = planRecipe(clips, by('speaker'));
  const [plan] = honest.plans;
  return [honest, planRecipe(usedBy(plan, clips), by('random', sharesOf(plan)))];
}

type Shares = Pick<SplitSettings, 'testShare' | 'validationShare'>;

function sharesOf(plan: RunPlan): Shares {
  const all = clipsOf(plan).length;
  return { testShare: plan.test.length / all, validationShare: plan.validation.length / all };
}

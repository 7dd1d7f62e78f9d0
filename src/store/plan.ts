/** What a run trains, chooses its epoch and is tested on. */
import type { Clip, LabelledClip } from '../core/dataset/clip.ts';
import { EMOTIONS, type Emotion } from '../core/dataset/emotions.ts';
import { makeSplits, type Split } from '../core/dataset/split.ts';
import { IntoneError, UnsplittableError } from '../core/errors.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { RunPlan } from '../storage/run-record.ts';

/** A recipe, and a plan for each split of its protocol. */
export interface PlannedRecipe {
  recipe: Recipe;
  plans: RunPlan[];
}

/** @throws InvalidRecipeError, UnsplittableError */
export function planRecipe(clips: readonly Clip[], recipe: Recipe): PlannedRecipe {
  validateRecipe(recipe);
  return { recipe, plans: makePlans(clips, recipe) };
}

function makePlans(clips: readonly Clip[], recipe: Recipe): RunPlan[] {
  // One for all plans: a fold for each of many speakers has each clip in every one.
  const byId = new Map(
    clips.map(({ id, emotion, speaker }): [string, LabelledClip] => [id, { clipId: id, emotion, speaker }]),
  );
  const labelled = (ids: string[]): LabelledClip[] => ids.map((id) => byId.get(id)!);
  return trainableSplits(clips, recipe).map((split) => ({
    split,
    train: labelled(split.train),
    validation: labelled(split.validation),
    test: labelled(split.test),
  }));
}

/** What the recipe's protocol makes of the clips, or why it can make nothing of them. */
export function splitsOf(
  clips: readonly Clip[],
  recipe: Recipe,
): { splits: Split[] } | { problem: IntoneError } {
  try {
    return { splits: trainableSplits(clips, recipe) };
  } catch (error) {
    if (error instanceof IntoneError) return { problem: error };
    throw error;
  }
}

/** @throws UnsplittableError also where voices are to be scaled and those who train are not known */
function trainableSplits(clips: readonly Clip[], { split, training, scale }: Recipe): Split[] {
  const splits = makeSplits(clips, split, training.seed);
  const voiceless = splits.find(({ trainSpeakers }) => trainSpeakers.length === 0);
  if (scale !== 'speaker' || !voiceless) return splits;
  throw new UnsplittableError(
    `${voiceless.name === '' ? 'No clip to train on tells' : `“${voiceless.name}”: no clip to train on tells`} who speaks, so no voice can be normalised.`,
    'Switch “Normalise by speaker” off, or put the clips of each speaker in a folder of their own.',
  );
}

export function clipsOf({ train, validation, test }: RunPlan): LabelledClip[] {
  return [...train, ...validation, ...test];
}

/** Those of the clips that the plan has on some side. */
export function usedBy(plan: RunPlan, clips: readonly Clip[]): Clip[] {
  const held = new Set(clipsOf(plan).map(({ clipId }) => clipId));
  return clips.filter(({ id }) => held.has(id));
}

/** Emotions present, in the vocabulary's order. */
export function labelsOf(plan: RunPlan): Emotion[] {
  const present = new Set(clipsOf(plan).map(({ emotion }) => emotion));
  return EMOTIONS.filter((emotion) => present.has(emotion));
}

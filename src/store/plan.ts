/** What a run trains, chooses its epoch and is tested on. */
import type { Clip, LabelledClip } from '../core/dataset/clip.ts';
import { EMOTIONS, type Emotion } from '../core/dataset/emotions.ts';
import { makeSplit } from '../core/dataset/split.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { RunPlan } from '../storage/run-record.ts';

/** @throws UnsplittableError */
export function makePlan(clips: readonly Clip[], recipe: Recipe): RunPlan {
  const split = makeSplit(clips, recipe.split, recipe.training.seed);
  const byId = new Map(clips.map((clip) => [clip.id, clip]));
  const labelled = (ids: string[]): LabelledClip[] =>
    ids.map((id) => {
      const { emotion, speaker } = byId.get(id)!;
      return { clipId: id, emotion, speaker };
    });
  return {
    split,
    train: labelled(split.train),
    validation: labelled(split.validation),
    test: labelled(split.test),
  };
}

export function clipsOf({ train, validation, test }: RunPlan): LabelledClip[] {
  return [...train, ...validation, ...test];
}

/** Emotions present, in the vocabulary's order. */
export function labelsOf(plan: RunPlan): Emotion[] {
  const present = new Set(clipsOf(plan).map(({ emotion }) => emotion));
  return EMOTIONS.filter((emotion) => present.has(emotion));
}

import type { TrainingBatch } from '../core/dataset/assembleBatch.ts';
import type { WindowShape } from '../core/dataset/batch.ts';
import type { Sample } from '../core/dataset/batchPlan.ts';
import { measureColumns } from '../core/frontend/measures.ts';
import { type Recipe, windowFrames } from '../core/recipe/recipe.ts';

export type { Sample, TrainingBatch };

/** The network's input as a recipe defines it. */
export function windowShape(recipe: Recipe): WindowShape {
  const { nMfcc, deltas, measures } = recipe.frontEnd;
  return {
    frames: windowFrames(recipe),
    nMfcc,
    channels: 1 + deltas,
    measures: measureColumns(measures),
  };
}

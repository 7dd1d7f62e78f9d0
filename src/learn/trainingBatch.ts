import { changeSpeed, maskWindow, mixPairs } from '../core/dataset/augment.ts';
import {
  cropStart,
  fillWindow,
  smoothedTargets,
  type WindowShape,
  windowSize,
} from '../core/dataset/batch.ts';
import type { Random } from '../core/dataset/random.ts';
import type { Scaler } from '../core/dataset/scaler.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { measureColumns } from '../core/frontend/measures.ts';
import { type Recipe, type TrainingSettings, windowFrames } from '../core/recipe/recipe.ts';

/** One clip as training sees it. */
export interface Sample {
  features: FeatureMatrix;
  /** Index into the job's labels. */
  label: number;
}

export interface TrainingBatch {
  /** [clips, frames, windowRows, channels] */
  windows: Float32Array;
  /** [clips, classes]; rows sum to 1. */
  targets: Float32Array;
}

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

/** Crops, scales and, as the settings ask, augments a batch of clips. */
export function trainingBatch(
  samples: readonly Sample[],
  scaler: Scaler,
  shape: WindowShape,
  classes: number,
  settings: TrainingSettings,
  random: Random,
): TrainingBatch {
  const size = windowSize(shape);
  const windows = new Float32Array(samples.length * size);
  samples.forEach(({ features }, i) => {
    const speed = settings.speedPerturbation;
    const clip = speed > 0 ? changeSpeed(features, random.between(1 - speed, 1 + speed)) : features;
    fillWindow(windows, i * size, clip, cropStart(clip.frames, shape.frames, random), scaler, shape);
    if (settings.specAugment) maskWindow(windows, i * size, shape, random);
  });
  const labels = samples.map((sample) => sample.label);
  const targets = smoothedTargets(labels, classes, settings.labelSmoothing);
  if (settings.mixup > 0) mixPairs(windows, targets, shape, classes, settings.mixup, random);
  return { windows, targets };
}

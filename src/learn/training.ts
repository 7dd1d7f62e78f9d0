import type { Emotion } from '../core/dataset/emotions.ts';
import type { Scaler } from '../core/dataset/scaler.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TrainedModel } from './model.ts';
import type { Snapshot } from './snapshot.ts';
import type { Sample } from './trainingBatch.ts';

/** What to train and on what. */
export interface TrainingJob {
  recipe: Recipe;
  /** One per class; a sample's label is an index into them. */
  labels: Emotion[];
  train: Sample[];
  /** May be empty: then the last epoch's weights count as the best. */
  validation: Sample[];
  /** Who speaks in each of those, where their answers are aligned (core/metrics/alignment). */
  validationSpeakers?: readonly (string | null)[];
  /** Fitted on the training clips alone. */
  scaler: Scaler;
  /** Where samples are scaled by voice already: the scale of raw features about each voice's mean. Else the scaler's. */
  rawScale?: Scaler;
}

/** One epoch's figures. The validation figures are null where there are no validation clips. */
export interface EpochReport {
  /** 1 … epochs. */
  epoch: number;
  /** Mean loss of the epoch's steps, with label smoothing, class weights and augmentation as trained. */
  trainLoss: number;
  /** Of the augmented clips, in training mode, as the weights were at each step. */
  trainAccuracy: number;
  trainUar: number;
  /** Mean negative log-likelihood, plain. */
  validationLoss: number | null;
  validationAccuracy: number | null;
  validationUar: number | null;
  /** Training clips per second, pauses and validation not counted. */
  clipsPerSecond: number;
  /** Since the start of the run, pauses not counted. */
  elapsedS: number;
  /** Of the epoch's last step. */
  learningRate: number;
}

export interface StepReport {
  /** Share of all steps done, 0…1. */
  progress: number;
  /** Length of the last step. */
  stepMs: number;
}

export interface TrainingHooks {
  /** @param checkpoint from which the run can be resumed as it is now; yours to keep or send on */
  onEpoch?(report: EpochReport, checkpoint: Checkpoint): void;
  /** Called a few times a second at most. */
  onStep?(report: StepReport): void;
}

export interface TrainingResult {
  /**
   * 'stopped': by the user. 'stopped-early': the validation UAR rose no more. 'diverged': the loss ran away; `last` is then
   * the last good epoch.
   */
  status: 'finished' | 'stopped' | 'stopped-early' | 'diverged';
  /** Of the epoch that the recipe keeps, with no temperature and no voice fitted yet. */
  best: TrainedModel;
  /** Weights after the last good epoch, in the order of model.getWeights(). */
  last: Snapshot;
  /** The epoch of `best`; 0 if the run was stopped before its first epoch ended. */
  bestEpoch: number;
  epochs: EpochReport[];
}

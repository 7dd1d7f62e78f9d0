/** One training run: starting, watching, pausing and stopping it. What it needs on the way is in starting.ts. */
import { create } from 'zustand';
import type { EpochReport, StepReport, TrainProgress } from '../clients/learn.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import type { Split } from '../core/dataset/split.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { RunStatus } from '../storage/run-record.ts';
import type { Pace } from './pace.ts';

export type RunPhase =
  | 'idle'
  | 'extracting'
  | 'preparing'
  | 'training'
  | 'pausing'
  | 'paused'
  | 'stopping'
  | 'testing'
  | 'done'
  | 'failed';

export interface RunState {
  phase: RunPhase;
  /** Among the kept runs; null until training begins. */
  id: string | null;
  recipe: Recipe | null;
  split: Split | null;
  labels: Emotion[];
  /** Which backend does it. */
  backend: string;
  epochs: EpochReport[];
  /** How far and how fast. */
  step: StepPace | null;
  /** While features for changed settings are computed. */
  pace: Pace | null;
  bestEpoch: number | null;
  /** Once done: pauses not counted. */
  timing: { totalS: number; stepMs: number } | null;
  stopReason: RunStatus | null;
  /** Where memory ran out: clips per step that may do. */
  smallerBatch: number | null;
}

export interface StepPace {
  /** Share of all steps done, 0…1. */
  fraction: number;
  msPerStep: number;
  clipsPerSecond: number;
  remainingS: number;
}

export const IDLE: RunState = {
  phase: 'idle',
  id: null,
  recipe: null,
  split: null,
  labels: [],
  backend: '',
  epochs: [],
  step: null,
  pace: null,
  bestEpoch: null,
  timing: null,
  stopReason: null,
  smallerBatch: null,
};

export const useRun = create<RunState>(() => IDLE);

/** Phases in which a run is under way. */
export function isActive(phase: RunPhase): boolean {
  return phase !== 'idle' && phase !== 'done' && phase !== 'failed';
}

export function showProgress(progress: TrainProgress): void {
  if (progress.kind === 'epoch') useRun.setState(({ epochs }) => ({ epochs: [...epochs, progress.epoch] }));
  else if (progress.kind === 'step') useRun.setState((run) => ({ step: paceOf(run, progress.step) }));
  else if (progress.kind === 'paused')
    useRun.setState(({ phase }) => (phase === 'pausing' ? { phase: 'paused' } : {}));
  else useRun.setState({ phase: 'testing' });
}

/** Weight of the newest step in the running mean of step times. */
const NEWEST = 0.2;

function paceOf({ recipe, split, step }: RunState, { progress, stepMs }: StepReport): StepPace | null {
  if (!recipe || !split) return null;
  const { batchSize, epochs } = recipe.training;
  const steps = epochs * stepsPerEpoch(recipe, split);
  const msPerStep = step ? step.msPerStep + NEWEST * (stepMs - step.msPerStep) : stepMs;
  return {
    fraction: progress,
    msPerStep,
    clipsPerSecond: (1000 * Math.min(batchSize, split.train.length)) / msPerStep,
    remainingS: ((1 - progress) * steps * msPerStep) / 1000,
  };
}

function stepsPerEpoch({ training }: Recipe, split: Split): number {
  return Math.ceil(split.train.length / training.batchSize);
}

/** How long a run took, from its epochs; null before the first. */
export function timingOf(epochs: readonly EpochReport[], recipe: Recipe, split: Split): RunState['timing'] {
  if (epochs.length === 0) return null;
  const steps = epochs.length * stepsPerEpoch(recipe, split);
  const stepsS = epochs.reduce((sum, { clipsPerSecond }) => sum + split.train.length / clipsPerSecond, 0);
  return { totalS: epochs.at(-1)!.elapsedS, stepMs: (1000 * stepsS) / steps };
}

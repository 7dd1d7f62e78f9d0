import { CLASSIC_RECIPE } from '../../core/recipe/recipe.ts';
import type { SavedCheckpoint } from '../../learn/savedCheckpoint.ts';
import type { RunOutcome, RunPlan, RunRow } from '../keep.ts';
import { clipOf } from './keep-fixture.ts';

/** A run under way, in its first epoch. */
export function runOf(id: string, changes: Partial<RunRow> = {}): RunRow {
  return {
    id,
    name: `Run ${id}`,
    series: null,
    startedAt: '2026-03-01T12:00:00.000Z',
    recipe: CLASSIC_RECIPE,
    labels: ['happy', 'sad'],
    backend: 'wasm',
    dataset: { corpora: ['RAVDESS'], clips: 3, speakers: 3 },
    status: 'unfinished',
    epochs: [],
    bestEpoch: null,
    trainedS: 0,
    test: null,
    ...changes,
  };
}

export const PLAN: RunPlan = {
  split: {
    by: 'speaker',
    name: '',
    train: ['a'],
    validation: ['b'],
    test: ['c'],
    unused: [],
    trainSpeakers: ['RAVDESS 01'],
    validationSpeakers: ['RAVDESS 02'],
    testSpeakers: ['RAVDESS 03'],
  },
  train: [{ clipId: 'a', emotion: 'happy', speaker: 'RAVDESS 01' }],
  validation: [{ clipId: 'b', emotion: 'sad', speaker: 'RAVDESS 02' }],
  test: [{ clipId: 'c', emotion: 'happy', speaker: 'RAVDESS 03' }],
};

/** What storage must cope with, whatever a checkpoint holds: nested typed arrays, one of them twice. */
export type ArraysKept = SavedCheckpoint & { weights: Float32Array[]; best: { weights: Float32Array[] } };

export function checkpointOf(...weights: Float32Array[]): ArraysKept {
  const checkpoint = {
    epochs: [],
    weights,
    optimiser: { steps: 7, first: weights.map((array) => array.slice()) },
    average: null,
    generators: { shuffle: [1, 2, 3, 2 ** 32 - 1] },
    best: { epoch: 1, weights },
  };
  return checkpoint as unknown as ArraysKept;
}

export const OUTCOME: RunOutcome = {
  bundle: {
    model: {
      artifacts: {
        topology: { layers: ['dense'] },
        weightSpecs: [{ name: 'dense/kernel', shape: [2], dtype: 'float32' }],
        weightData: Float32Array.of(0.5, -0).buffer,
      },
      recipe: CLASSIC_RECIPE,
      labels: ['happy', 'sad'],
      scaler: { mean: [0.25, -0], std: [1, 2] },
      temperature: 1,
      voice: null,
      aligns: false,
    },
    card: {
      createdAt: '2026-03-01T12:10:00.000Z',
      corpora: [{ name: 'RAVDESS', clips: 3, speakers: 3 }],
      synthetic: false,
      trainClips: 1,
      validationClips: 1,
      trainSpeakers: ['RAVDESS 01'],
      epochs: 2,
      bestEpoch: 1,
      parameters: 2,
      backend: 'WASM',
      test: null,
      crossValidation: null,
    },
  },
  tested: [{ clip: clipOf('c'), probabilities: [0.75, 0.25] }],
};

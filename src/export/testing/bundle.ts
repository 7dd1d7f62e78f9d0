import { COMPACT_RECIPE } from '../../core/recipe/recipe.ts';
import type { CrossValidationFacts, ModelBundle, TestFacts } from '../bundle.ts';

const COEFFICIENTS = COMPACT_RECIPE.frontEnd.nMfcc;

/** One mean and deviation for each coefficient, all different. */
export const scaleFrom = (start: number) => ({
  mean: Array.from({ length: COEFFICIENTS }, (_, c) => start + c),
  std: Array.from({ length: COEFFICIENTS }, (_, c) => start + c + 1),
});

export const WEIGHTS = new Float32Array([0.5, -1, 2, 0.25, 1e-7, -3, 4, 5, 6]);

const TEST: TestFacts = {
  uar: 0.625,
  accuracy: 0.6,
  interval: { low: 0.5, high: 0.75, by: 'speaker' },
  chance: 0.5,
  clips: 4,
  speakers: ['RAVDESS 02'],
  recallByLabel: [0.75, null],
  usesTestSpeakersClips: false,
  aligned: 'none',
  voiceCurve: null,
};

/** A model of nine weights with everything that travels with it. */
export const BUNDLE: ModelBundle = {
  model: {
    artifacts: {
      topology: { class_name: 'Model' },
      weightSpecs: [
        { name: 'emotion/kernel', shape: [2, 2], dtype: 'float32' },
        { name: 'emotion/bias_1', shape: [2], dtype: 'float32' },
        // Batch normalisation's moving averages come after all that is trained.
        { name: 'norm1/moving_mean', shape: [3], dtype: 'float32' },
      ],
      weightData: WEIGHTS.buffer,
    },
    recipe: COMPACT_RECIPE,
    labels: ['happy', 'sad'],
    scaler: scaleFrom(0),
    temperature: 1.5,
    voice: null,
    aligns: false,
  },
  card: {
    createdAt: '2026-11-22T10:00:00.000Z',
    corpora: [{ name: 'RAVDESS', clips: 10, speakers: 2 }],
    synthetic: false,
    trainClips: 8,
    validationClips: 2,
    trainSpeakers: ['RAVDESS 01'],
    epochs: 3,
    bestEpoch: 2,
    parameters: 6,
    backend: 'WebAssembly',
    test: TEST,
    crossValidation: null,
  },
};

export const CROSS_VALIDATION: CrossValidationFacts = {
  protocol: 'published',
  folds: 6,
  seeds: 3,
  uar: { mean: 0.6, deviation: 0.041 },
  accuracy: { mean: 0.61, deviation: 0.04 },
  interval: { low: 0.55, high: 0.65, by: 'speaker' },
  recallByLabel: [0.5, 0.7],
  usesTestSpeakersClips: true,
  aligned: 'all',
  voiceCurve: null,
};

/** The same as a model that scales by speaker, had everybody to learn from, and was judged by cross-validation. */
export const VOICED_BUNDLE: ModelBundle = {
  model: {
    ...BUNDLE.model,
    recipe: {
      ...COMPACT_RECIPE,
      scale: 'speaker',
      split: { ...COMPACT_RECIPE.split, by: 'everyone' },
      training: { ...COMPACT_RECIPE.training, keep: 'last' },
    },
    voice: scaleFrom(0.5),
    aligns: true,
  },
  card: { ...BUNDLE.card, validationClips: 0, test: null, crossValidation: CROSS_VALIDATION },
};

/** The same with a test that says how much knowing the voice gives. */
export const CURVED_BUNDLE: ModelBundle = {
  model: { ...VOICED_BUNDLE.model, recipe: { ...VOICED_BUNDLE.model.recipe, split: COMPACT_RECIPE.split } },
  card: {
    ...VOICED_BUNDLE.card,
    test: {
      ...TEST,
      usesTestSpeakersClips: true,
      aligned: 'all',
      voiceCurve: [
        { clips: 0, uar: 0.5 },
        { clips: 5, uar: 0.55 },
        { clips: null, uar: 0.625 },
      ],
    },
  },
};

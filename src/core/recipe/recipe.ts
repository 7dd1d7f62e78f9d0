import { type FrontEndConfig, INTONE_FRONT_END } from '../frontend/config.ts';

export const ARCHITECTURE_IDS = ['classic', 'compact'] as const;
export type ArchitectureId = (typeof ARCHITECTURE_IDS)[number];

/** How clips are divided into train, validation and test. */
export interface SplitSettings {
  /** 'speaker': nobody is on two sides. 'random': clips drawn regardless of speaker, a leak, for demonstration. */
  by: 'speaker' | 'random';
  /** Shares of speakers (or of clips, when random), each in 0…1. */
  testShare: number;
  validationShare: number;
}

/** How the learning rate moves over a run: see learningRateAt. */
export const SCHEDULES = ['one-cycle', 'cosine', 'constant'] as const;
export type Schedule = (typeof SCHEDULES)[number];

export interface TrainingSettings {
  epochs: number;
  batchSize: number;
  /** The schedule's peak. */
  learningRate: number;
  /** AdamW's decoupled decay. */
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  /** Speed change of features (± share), masking of time and coefficients, mixing of pairs; 0 switches each off. */
  speedPerturbation: number;
  specAugment: boolean;
  mixup: number;
  seed: number;
  schedule: Schedule;
  /** Share of all steps in which the rate climbs to its peak, 0…0.5. */
  warmUp: number;
  /** Whether rare emotions count for more in the loss, so that all count alike. */
  classWeights: boolean;
  /** Longest common norm of a step's gradients, longer ones being scaled down to it; 0 for any. */
  clipNorm: number;
  /** Decay per step of the running average of the weights that is validated and kept; 0 keeps the weights themselves. */
  ema: number;
  /** Epochs without a better validation UAR before the run ends by itself; 0 for never. */
  patience: number;
}

/** Everything a run needs, as plain JSON: the same recipe on the same dataset gives the same run. */
export interface Recipe {
  architecture: ArchitectureId;
  frontEnd: FrontEndConfig;
  /** Seconds of (trimmed) speech the network sees; shorter clips are padded, longer ones cropped. */
  windowS: number;
  split: SplitSettings;
  training: TrainingSettings;
}

const SPEAKER_SPLIT: SplitSettings = { by: 'speaker', testShare: 0.2, validationShare: 0.15 };

/** The field's textbook network with its usual settings: no augmentation, no schedule tricks beyond one-cycle. */
export const CLASSIC_RECIPE: Recipe = {
  architecture: 'classic',
  frontEnd: INTONE_FRONT_END,
  windowS: 3,
  split: SPEAKER_SPLIT,
  training: {
    epochs: 30,
    batchSize: 32,
    learningRate: 1e-3,
    weightDecay: 0,
    dropout: 0.3,
    labelSmoothing: 0,
    speedPerturbation: 0,
    specAugment: false,
    mixup: 0,
    seed: 1,
    schedule: 'one-cycle',
    warmUp: 0.2,
    classWeights: true,
    clipNorm: 0,
    ema: 0,
    patience: 0,
  },
};

/** The stronger default. */
export const COMPACT_RECIPE: Recipe = {
  architecture: 'compact',
  frontEnd: INTONE_FRONT_END,
  windowS: 3,
  split: SPEAKER_SPLIT,
  training: {
    epochs: 30,
    batchSize: 32,
    learningRate: 2e-3,
    weightDecay: 0.02,
    dropout: 0.4,
    labelSmoothing: 0.1,
    speedPerturbation: 0.15,
    specAugment: true,
    mixup: 0.2,
    seed: 1,
    schedule: 'one-cycle',
    warmUp: 0.2,
    classWeights: true,
    clipNorm: 0,
    ema: 0,
    patience: 0,
  },
};

/** Frames of the network's input: windowS at the front end's hop, rounded. */
export function windowFrames(recipe: Pick<Recipe, 'windowS' | 'frontEnd'>): number {
  return Math.round((recipe.windowS * recipe.frontEnd.sampleRateHz) / recipe.frontEnd.hopSamples);
}

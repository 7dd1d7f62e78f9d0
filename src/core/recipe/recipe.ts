import { type FrontEndConfig, INTONE_FRONT_END } from '../frontend/config.ts';

export const ARCHITECTURE_IDS = ['classic', 'compact', 'band'] as const;
export type ArchitectureId = (typeof ARCHITECTURE_IDS)[number];

/**
 * How a dataset is divided, in the order in which the page offers it:
 * - speaker: some speakers are held out, once. Nobody is on two sides.
 * - speaker-folds: k groups of speakers, each tested once.
 * - leave-one-speaker-out: each speaker is tested once.
 * - published: the folds of the literature for the corpora present, see SCHEMES.
 * - corpus: trained on some corpora, tested on others.
 * - text: some sentences are held out; the same people speak on both sides.
 * - random: clips drawn regardless of speaker: a leak, for demonstration.
 * - everyone: nothing is held out, for the model that is taken away once its recipe has been judged.
 */
export const PROTOCOL_IDS = [
  'speaker',
  'speaker-folds',
  'leave-one-speaker-out',
  'published',
  'corpus',
  'text',
  'random',
  'everyone',
] as const;
export type ProtocolId = (typeof PROTOCOL_IDS)[number];

/** How clips are divided into train, validation and test. What a protocol has no use for, it does not look at. */
export interface SplitSettings {
  by: ProtocolId;
  /** Of speakers, texts or clips, whichever the protocol holds out: 0…1. Of hold-outs only. */
  testShare: number;
  /** Of speakers, or of clips where that is random; 0…1 of all of them, taken from those who train. */
  validationShare: number;
  /** Of 'speaker-folds'. */
  folds: number;
  /** Of 'corpus': those trained on, all others being tested; empty for each in turn, which makes a matrix. */
  trainCorpora: string[];
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
  /** Vocal-tract length perturbation: formants are moved by up to this share, up or down (see core/dataset/warp); 0 switches it off. */
  vtlp: number;
  /** Networks trained side by side on the same batches, from different starts; their answers are averaged. */
  members: number;
  /** Which epoch's weights are kept: the best on validation clips, or the last, whatever those say. */
  keep: 'best' | 'last';
}

/** Everything a run needs, as plain JSON: the same recipe on the same dataset gives the same run. */
export interface Recipe {
  architecture: ArchitectureId;
  frontEnd: FrontEndConfig;
  /** Seconds of (trimmed) speech the network sees; shorter clips are padded, longer ones cropped. */
  windowS: number;
  split: SplitSettings;
  /**
   * What features are scaled by: 'dataset' has one scale for all, 'speaker' first gives each speaker their own (see
   * core/dataset/voice), from clips of theirs without labels, by which answers are aligned, too (core/metrics/alignment).
   */
  scale: 'dataset' | 'speaker';
  training: TrainingSettings;
}

export const SPEAKER_SPLIT: SplitSettings = {
  by: 'speaker',
  testShare: 0.2,
  validationShare: 0.15,
  folds: 5,
  trainCorpora: [],
};

/** The field's textbook network with its usual settings: no augmentation, no schedule tricks beyond one-cycle. */
export const CLASSIC_RECIPE: Recipe = {
  architecture: 'classic',
  frontEnd: INTONE_FRONT_END,
  windowS: 3,
  split: SPEAKER_SPLIT,
  scale: 'dataset',
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
    vtlp: 0,
    members: 1,
    keep: 'best',
  },
};

/** Augmented, with batch normalisation and pooling over all of time. */
export const COMPACT_RECIPE: Recipe = {
  architecture: 'compact',
  frontEnd: INTONE_FRONT_END,
  windowS: 3,
  split: SPEAKER_SPLIT,
  scale: 'dataset',
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
    vtlp: 0,
    members: 1,
    keep: 'best',
  },
};

/** Compact's with other vocal tracts, and as long as those take to learn. */
export const BAND_RECIPE: Recipe = {
  ...COMPACT_RECIPE,
  architecture: 'band',
  training: { ...COMPACT_RECIPE.training, epochs: 80, vtlp: 0.15, members: 2 },
};

/** What the page begins with. */
export const DEFAULT_RECIPE = BAND_RECIPE;

/** Frames of the network's input: windowS at the front end's hop, rounded. */
export function windowFrames(recipe: Pick<Recipe, 'windowS' | 'frontEnd'>): number {
  return Math.round((recipe.windowS * recipe.frontEnd.sampleRateHz) / recipe.frontEnd.hopSamples);
}

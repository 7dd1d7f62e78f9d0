/** What is taken away: a model and everything needed to use it and to judge it. */
import type { Aligned, VoicePoint } from '../core/metrics/accuracyReport.ts';
import type { Spread } from '../core/metrics/spread.ts';
import type { ProtocolId } from '../core/recipe/recipe.ts';
import type { TrainedModel } from '../learn/model.ts';

/** 95 % bootstrap interval of a UAR. */
export interface CardInterval {
  low: number;
  high: number;
  by: 'speaker' | 'clip';
  /** How many there were to draw from; earlier versions did not say. */
  units?: number;
}

/** How the model did on clips it never heard. */
export interface TestFacts {
  uar: number;
  accuracy: number;
  interval: CardInterval;
  /** 1 / classes: what guessing would score. */
  chance: number;
  clips: number;
  speakers: string[];
  /** Recall by label; null where the test set has no clip of it. */
  recallByLabel: (number | null)[];
  /** Whether the test speakers' own clips, without labels, scaled their features. */
  usesTestSpeakersClips: boolean;
  /** Whether they aligned the answers, too. */
  aligned: Aligned;
  /** Of a model that scales by speaker: what knowing the voice gives. Null for others. */
  voiceCurve: VoicePoint[] | null;
}

/** How the same recipe did in a cross-validation, on speakers that the model at hand may have heard. */
export interface CrossValidationFacts {
  /** 'published', 'speaker-folds', … */
  protocol: ProtocolId;
  folds: number;
  seeds: number;
  /** Mean and deviation over runs. */
  uar: Spread;
  accuracy: Spread;
  interval: CardInterval;
  recallByLabel: (number | null)[];
  usesTestSpeakersClips: boolean;
  aligned: Aligned;
  /** As a test's, the mean of its runs'. */
  voiceCurve: VoicePoint[] | null;
}

export interface CardFacts {
  /** ISO 8601. */
  createdAt: string;
  corpora: { name: string; clips: number; speakers: number }[];
  /** True where any clip came from the demo synthesiser. */
  synthetic: boolean;
  trainClips: number;
  validationClips: number;
  trainSpeakers: string[];
  epochs: number;
  bestEpoch: number;
  parameters: number;
  backend: string;
  /** Whether the weights at hand came in half precision, rounded from those that were tested. */
  rounded?: boolean;
  /** Null where nothing was held out for testing. */
  test: TestFacts | null;
  /** The latest with this recipe and these corpora; null where there was none. */
  crossValidation: CrossValidationFacts | null;
}

export interface ModelBundle {
  model: TrainedModel;
  card: CardFacts;
}

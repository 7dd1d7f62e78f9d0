/** What is taken away: a model and everything needed to use it and to judge it. */
import type { TrainedModel } from '../learn/model.ts';

/** How the model did on clips it never heard. */
export interface TestFacts {
  uar: number;
  accuracy: number;
  /** 95 % bootstrap interval of the UAR. */
  interval: { low: number; high: number; by: 'speaker' | 'clip' };
  /** 1 / classes: what guessing would score. */
  chance: number;
  clips: number;
  speakers: string[];
  /** Recall by label; null where the test set has no clip of it. */
  recallByLabel: (number | null)[];
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
  /** Null where nothing was held out for testing. */
  test: TestFacts | null;
}

export interface ModelBundle {
  model: TrainedModel;
  card: CardFacts;
}

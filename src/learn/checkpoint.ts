/** All that a run needs to go on as if it had never been interrupted. Plain data: survives structured cloning. */
import type { GeneratorState } from '../core/dataset/random.ts';
import type { AdamWState } from './adamw.ts';
import type { Snapshot } from './snapshot.ts';
import type { EpochReport } from './training.ts';
import type { AverageState } from './weightAverage.ts';

/** The state after a whole epoch. The same job resumed from it gives the same curve, to the bit on wasm and cpu. */
export interface Checkpoint {
  /** Of every epoch done, from the first. */
  epochs: EpochReport[];
  /** In the order of model.getWeights(), as the optimiser left them. */
  weights: Snapshot;
  optimiser: AdamWState;
  /** Of the running average of the weights; null where the recipe asks for none. */
  average: AverageState | null;
  /** One generator per purpose. */
  generators: Generators<GeneratorState>;
  /** The epoch to keep as things stand, and its weights. */
  best: { epoch: number; weights: Snapshot };
}

export interface Generators<T> {
  /** Order of the clips. */
  shuffle: T;
  /** Crops and augmentation. */
  batch: T;
  /** Dropout masks. */
  dropout: T;
}

/** The one instance of each client and storage, made when first asked for: a page that is only looked at starts no worker. */
import { FeaturePool } from '../clients/features.ts';
import { IngestClient } from '../clients/ingest.ts';
import { PredictorClient, TrainerClient } from '../clients/learn.ts';
import { Player } from '../clients/player.ts';
import { FeatureStore } from '../storage/feature-store.ts';
import { ModelStore } from '../storage/model-store.ts';

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const featureStore = once(() => new FeatureStore());
export const modelStore = once(() => new ModelStore());
export const featurePool = once(() => new FeaturePool());
export const ingestClient = once(() => new IngestClient(featurePool(), featureStore()));
/** Each of the trainers has a worker, and so a core, of its own. @param index from 0 */
export function trainer(index: number): TrainerClient {
  trainers[index] ??= new TrainerClient();
  return trainers[index];
}

const trainers: TrainerClient[] = [];
export const predictor = once(() => new PredictorClient());
export const player = once(() => new Player());

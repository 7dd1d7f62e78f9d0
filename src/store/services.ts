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
export const trainer = once(() => new TrainerClient());
export const predictor = once(() => new PredictorClient());
export const player = once(() => new Player());

/** In the place of services.ts: trainers under a test's control, and nothing that is kept, played or predicted. */
import type { ModelBundle } from '../../clients/learn.ts';
import { makeReport } from '../../core/metrics/makeReport.ts';
import type { StoredModel } from '../../storage/model-store.ts';
import { Gate } from './gate.ts';
import { FakeTrainer, trainers } from './trainers.ts';

export function trainer(lane: number): FakeTrainer {
  trainers[lane] ??= new FakeTrainer();
  return trainers[lane];
}

let stored: StoredModel | null = null;

export const featureStore = () => ({});
export const modelStore = () => ({
  put: (model: StoredModel) => {
    stored = model;
  },
  get: () => stored,
});
/** How often a report was made, and whether one can be. */
export const judged = { times: 0, gate: new Gate() };
/** The model in every zip that is opened. */
export const zipped = { bundle: null as ModelBundle | null };

export const predictor = () => ({
  load: async () => {},
  importBundle: async () => zipped.bundle,
  judge: async (...asked: Parameters<typeof makeReport>) => {
    judged.times++;
    await judged.gate.pass();
    return makeReport(...asked);
  },
});

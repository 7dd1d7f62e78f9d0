/** The page's side of the learn worker: one instance trains, another predicts, so that neither waits for the other. */
import type {
  BackendChoice,
  LearnCalls,
  Prediction,
  TrainProgress,
  TrainRequest,
  TrainResult,
} from '../../workers/protocol.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import type { ModelBundle } from '../export/bundle.ts';
import type { BackendId, BackendReport } from '../learn/backends.ts';
import type { TrainedModel } from '../learn/model.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import type { WorkerChannel } from './channel.ts';
import { learnWorker } from './workers.ts';

export type { EpochReport, StepReport } from '../learn/training.ts';
export type {
  BackendChoice,
  BackendId,
  BackendReport,
  ModelBundle,
  Prediction,
  TrainedModel,
  TrainProgress,
  TrainResult,
};

/** Clips per message: about 3 MB, copied in a few milliseconds. */
const CLIPS_PER_MESSAGE = 50;

export class TrainerClient {
  private readonly worker: WorkerChannel<LearnCalls> = learnWorker();

  prepare(backend: BackendId | 'auto', onProgress?: (report: BackendReport) => void): Promise<BackendChoice> {
    return this.worker.call('prepare', { backend }, onProgress ? { onProgress } : {});
  }

  /** Hands the features of all clips in the request over, then trains and tests. */
  async train(
    request: TrainRequest,
    store: FeatureStore,
    onProgress: (progress: TrainProgress) => void,
  ): Promise<TrainResult> {
    await this.worker.call('clearSamples', undefined);
    const clips = [...request.train, ...request.validation, ...request.test];
    for (let at = 0; at < clips.length; at += CLIPS_PER_MESSAGE) {
      const portion = clips.slice(at, at + CLIPS_PER_MESSAGE);
      const samples = await Promise.all(
        portion.map(async ({ clipId }) => ({
          clipId,
          features: (await store.get(clipId, request.recipe.frontEnd))!,
        })),
      );
      await this.worker.call('addSamples', { samples });
    }
    return this.worker.call('train', request, { onProgress });
  }

  control(action: 'pause' | 'resume' | 'stop'): Promise<undefined> {
    return this.worker.call('control', { action });
  }

  terminate(): void {
    this.worker.terminate();
  }
}

export class PredictorClient {
  private readonly worker: WorkerChannel<LearnCalls> = learnWorker();
  private loaded: Promise<unknown> = Promise.resolve();

  /** One clip is quick on WASM everywhere and needs no measuring first: the choice of backend only matters for training. */
  load(model: TrainedModel): Promise<unknown> {
    this.loaded = this.worker
      .call('activate', { backend: 'wasm' })
      .then(() => this.worker.call('load', { model }));
    // Whoever predicts hears of a failure; nobody else needs to.
    this.loaded.catch(() => undefined);
    return this.loaded;
  }

  async predict(features: FeatureMatrix[]): Promise<{ probabilities: number[][]; tookMs: number }> {
    await this.loaded;
    return this.worker.call('predict', { features });
  }

  async exportBundle(bundle: ModelBundle): Promise<Blob> {
    const { zip } = await this.worker.call('exportBundle', { bundle });
    return new Blob([zip], { type: 'application/zip' });
  }

  async importBundle(file: File): Promise<ModelBundle> {
    const { bundle } = await this.worker.call('importBundle', { file });
    return bundle;
  }
}

/** Whether every clip's features for this front end are at hand. */
export async function missingFeatures<C extends { id: string }>(
  clips: readonly C[],
  frontEnd: FrontEndConfig,
  store: FeatureStore,
): Promise<C[]> {
  const missing: C[] = [];
  for (const clip of clips) if (!(await store.has(clip.id, frontEnd))) missing.push(clip);
  return missing;
}

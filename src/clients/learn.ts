/** The page's side of the learn worker: one instance trains, another predicts, so that neither waits for the other. */
import type {
  BackendChoice,
  LearnCalls,
  NamedModel,
  Prediction,
  TrainProgress,
  TrainRequest,
  TrainResult,
} from '../../workers/protocol.ts';
import { IntoneError } from '../core/errors.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import type { ModelBundle } from '../export/bundle.ts';
import type { BackendId, BackendReport } from '../learn/backends.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import type { WorkerChannel } from './channel.ts';
import { learnWorker } from './workers.ts';

export type { Checkpoint } from '../learn/checkpoint.ts';
export type { EpochReport, StepReport } from '../learn/training.ts';
export type {
  BackendChoice,
  BackendId,
  BackendReport,
  ModelBundle,
  Prediction,
  TrainProgress,
  TrainRequest,
  TrainResult,
};

/** Of features in one message: copied in a few milliseconds. */
const BYTES_PER_MESSAGE = 3_000_000;

/** Read from storage at once. */
const CLIPS_PER_READ = 128;

/** A clip's features are gone: the dataset was emptied meanwhile. */
export class FeaturesGoneError extends IntoneError {
  constructor() {
    super(
      'FeaturesGoneError',
      'The clips were removed before training could begin.',
      'Add them again, then train.',
    );
  }
}

/**
 * Tests and times the backends, in a worker of its own: a GPU driver that answers too late could otherwise switch the
 * backend of a run under way.
 */
export async function probeBackends(
  backend: BackendId | 'auto',
  onProgress: (report: BackendReport) => void,
): Promise<BackendChoice> {
  const worker = learnWorker();
  try {
    return await worker.call('probe', { backend }, { onProgress });
  } finally {
    worker.terminate();
  }
}

export class TrainerClient {
  private readonly worker: WorkerChannel<LearnCalls> = learnWorker();
  private training = false;

  /** Whether there is a training to pause, resume or stop. */
  get isTraining(): boolean {
    return this.training;
  }

  /** Hands the features of all clips in the request over, then trains and tests. @throws FeaturesGoneError */
  async train(
    request: TrainRequest,
    store: FeatureStore,
    onProgress: (progress: TrainProgress) => void,
  ): Promise<TrainResult> {
    this.training = true;
    try {
      await this.worker.call('clearSamples', undefined);
      await this.handOver(request, store);
      return await this.worker.call('train', request, { onProgress });
    } finally {
      this.training = false;
    }
  }

  private async handOver(request: TrainRequest, store: FeatureStore): Promise<void> {
    const clipIds = [...request.train, ...request.validation, ...request.test].map(({ clipId }) => clipId);
    for (let at = 0; at < clipIds.length; at += CLIPS_PER_READ) {
      const portion = clipIds.slice(at, at + CLIPS_PER_READ);
      const matrices = await store.getMany(portion, request.recipe.frontEnd);
      for (const samples of messagesOf(portion, matrices)) await this.worker.call('addSamples', { samples });
    }
  }

  control(action: 'pause' | 'resume' | 'stop'): Promise<undefined> {
    return this.worker.call('control', { action });
  }

  terminate(): void {
    this.worker.terminate();
  }
}

type Sample = LearnCalls['addSamples']['request']['samples'][number];

/** Clips in portions of a few megabytes. @throws FeaturesGoneError */
function* messagesOf(clipIds: string[], matrices: (FeatureMatrix | null)[]): Generator<Sample[]> {
  let samples: Sample[] = [];
  let bytes = 0;
  for (const [i, features] of matrices.entries()) {
    if (!features) throw new FeaturesGoneError();
    samples.push({ clipId: clipIds[i], features });
    bytes += features.data.byteLength;
    if (bytes < BYTES_PER_MESSAGE) continue;
    yield samples;
    samples = [];
    bytes = 0;
  }
  if (samples.length > 0) yield samples;
}

export class PredictorClient {
  private readonly worker: WorkerChannel<LearnCalls> = learnWorker();

  /** Gets a model ready ahead of its first prediction. */
  async load(named: NamedModel): Promise<void> {
    await this.worker.call('load', named);
  }

  /** Probabilities per clip, [clips][labels of this model]. */
  async predict(named: NamedModel, features: FeatureMatrix[]): Promise<number[][]> {
    const { probabilities } = await this.worker.call('predict', { ...named, features });
    return probabilities;
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

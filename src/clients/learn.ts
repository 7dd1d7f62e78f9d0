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
import type { Voice } from '../core/dataset/voice.ts';
import { IntoneError } from '../core/errors.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import type { JudgedRun } from '../core/metrics/accuracyReport.ts';
import type { MadeReport, ReportFacts } from '../core/metrics/makeReport.ts';
import type { ModelBundle } from '../export/bundle.ts';
import { BACKEND_IDS, BACKEND_NAMES, type BackendId, type BackendReport } from '../learn/backends/ids.ts';
import type { KnownSpeaker } from '../learn/model.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError, type WorkerChannel, WorkerCrashedError } from './channel.ts';
import { learnWorker } from './workers.ts';

export type { SavedCheckpoint } from '../learn/savedCheckpoint.ts';
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

/** Longer than all backends may take by the worker's own clock, which a driver that hangs may hold up. */
const PROBE_LIMIT_MS = 120_000;

/** Backends that no driver of a GPU can bring down. */
const SAFE_BACKENDS: readonly BackendId[] = ['wasm', 'cpu'];

/**
 * Tests and times the backends, in a worker of its own: a GPU driver that answers too late could otherwise switch the
 * backend of a run under way. Where one kills the worker or hangs it, the GPUs are done without.
 */
export async function probeBackends(
  backend: BackendId | 'auto',
  onProgress: (report: BackendReport) => void,
): Promise<BackendChoice> {
  const reports: BackendReport[] = [];
  const note = (report: BackendReport) => {
    reports.push(report);
    onProgress(report);
  };
  try {
    return await probeInWorker({ backend }, note);
  } catch (error) {
    if (!(error instanceof WorkerCrashedError || error instanceof CancelledError)) throw error;
    for (const id of GPU_BACKENDS) if (!reports.some((report) => report.id === id)) note(brokenGpu(id));
    const safe = await probeInWorker({ backend, ids: SAFE_BACKENDS }, onProgress);
    const gpus = reports.filter(({ id }) => !SAFE_BACKENDS.includes(id));
    return { chosen: safe.chosen, reports: [...gpus, ...safe.reports] };
  }
}

const GPU_BACKENDS = BACKEND_IDS.filter((id) => !SAFE_BACKENDS.includes(id));

function brokenGpu(id: BackendId): BackendReport {
  const note = `${BACKEND_NAMES[id]} brought the test down: not used.`;
  return { id, available: true, software: false, correct: false, stepMs: null, note };
}

async function probeInWorker(
  request: LearnCalls['probe']['request'],
  onProgress: (report: BackendReport) => void,
): Promise<BackendChoice> {
  const worker = learnWorker();
  const deadline = setTimeout(() => worker.terminate(), PROBE_LIMIT_MS);
  try {
    return await worker.call('probe', request, { onProgress });
  } finally {
    clearTimeout(deadline);
    worker.terminate();
  }
}

type ControlAction = LearnCalls['control']['request']['action'];

export class TrainerClient {
  private readonly worker: WorkerChannel<LearnCalls> = learnWorker();
  /** What the run was last told: a worker that takes another's place is told so too. */
  private wanted: ControlAction = 'resume';
  private terminations = 0;

  /**
   * Hands the features of all clips in the request over, then trains and tests.
   * @throws FeaturesGoneError, CancelledError, WorkerCrashedError; the errors of training
   */
  async train(
    request: TrainRequest,
    store: FeatureStore,
    onProgress: (progress: TrainProgress) => void,
  ): Promise<TrainResult> {
    const before = this.terminations;
    await this.worker.call('clearSamples', undefined);
    const { generation } = this.worker;
    // Between two calls nothing tells that the worker has ended: the next call would start another, which knows nothing.
    const check = () => {
      if (this.terminations !== before) throw new CancelledError();
      if (!this.worker.isRunning || this.worker.generation !== generation)
        throw new WorkerCrashedError('training');
    };
    if (this.wanted !== 'resume') await this.worker.call('control', { action: this.wanted });
    const clipIds = [...request.train, ...request.validation, ...request.test].map(({ clipId }) => clipId);
    for (let at = 0; at < clipIds.length; at += CLIPS_PER_READ) {
      const portion = clipIds.slice(at, at + CLIPS_PER_READ);
      const matrices = await store.getMany(portion, request.recipe.frontEnd);
      for (const samples of messagesOf(portion, matrices)) {
        check();
        await this.worker.call('addSamples', { samples });
      }
    }
    check();
    return this.worker.call('train', request, { onProgress });
  }

  /** For the run under way, and for the next until it is told otherwise. */
  control(action: ControlAction): void {
    this.wanted = action;
    // Should the worker end meanwhile, its run's own call says so.
    if (this.worker.isRunning) this.worker.call('control', { action }).catch(() => undefined);
  }

  terminate(): void {
    this.terminations++;
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

  /**
   * Probabilities per clip, [clips][labels of this model].
   * @param speaker whose clips these are, for a model that normalises by speaker; null where that is not known
   */
  async predict(
    named: NamedModel,
    features: FeatureMatrix[],
    speaker: KnownSpeaker | null = null,
  ): Promise<number[][]> {
    const { probabilities } = await this.worker.call('predict', { ...named, features, speaker });
    return probabilities;
  }

  /** What a model leans to with clips of one voice: see Predictor.leanTo. */
  async leanTo(named: NamedModel, features: FeatureMatrix[], voice: Voice): Promise<number[]> {
    const { lean } = await this.worker.call('leanTo', { ...named, features, voice });
    return lean;
  }

  /** The report of runs' tests, and what each run made of each clip: see makeReport. */
  judge(runs: JudgedRun[], facts: ReportFacts): Promise<MadeReport> {
    return this.worker.call('judge', { runs, facts });
  }

  /** @param float16 halves the size at the cost of the weights' last digits */
  async exportBundle(bundle: ModelBundle, float16: boolean): Promise<Blob> {
    const { zip } = await this.worker.call('exportBundle', { bundle, float16 });
    return new Blob([zip], { type: 'application/zip' });
  }

  async importBundle(file: File): Promise<ModelBundle> {
    const { bundle } = await this.worker.call('importBundle', { file });
    return bundle;
  }
}

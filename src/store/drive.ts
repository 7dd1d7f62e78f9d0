/** Trains a run to its end, through whatever befalls the worker and the backends. */

import type {
  BackendId,
  SavedCheckpoint,
  TrainerClient,
  TrainProgress,
  TrainRequest,
  TrainResult,
} from '../clients/learn.ts';
import { IntoneError } from '../core/errors.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { isOutOfMemory } from './failures.ts';

/** What went wrong, and where the run goes on. */
export interface Setback {
  error: IntoneError;
  from: BackendId;
  to: BackendId;
  /** Epochs that need not be trained again. */
  epochsKept: number;
}

export interface DriveOptions {
  trainer: TrainerClient;
  store: FeatureStore;
  request: Omit<TrainRequest, 'backend' | 'resume'>;
  /** In the order in which they are to be tried. */
  backends: readonly BackendId[];
  resume: SavedCheckpoint | null;
  onProgress(progress: TrainProgress): void;
  onSetback(setback: Setback): void;
}

/** Failures of the place, not of the run: elsewhere, or in a fresh worker, it goes on from its last checkpoint. */
const BACKEND_FAILURES = ['BackendLostError', 'BackendUntrueError', 'NoBackendError'];
const WORKER_FAILURE = 'WorkerCrashedError';

/**
 * A backend that is lost or lies gives way to the next for the rest of the run. A worker that died is started again; only
 * when it dies twice without an epoch in between, the backend is to blame.
 * @throws the failure that left no backend to try; any other error of training; CancelledError
 */
export async function drive(options: DriveOptions): Promise<{ result: TrainResult; backend: BackendId }> {
  const { trainer, store, request, onProgress, onSetback } = options;
  const backends = [...options.backends];
  let checkpoint = options.resume;
  /** Epochs done when the worker last died. */
  let diedAt = -1;
  for (;;) {
    const backend = backends[0];
    try {
      const result = await trainer.train({ ...request, backend, resume: checkpoint }, store, (progress) => {
        if (progress.kind === 'epoch') checkpoint = progress.checkpoint;
        onProgress(progress);
      });
      return { result, backend };
    } catch (error) {
      if (!(error instanceof IntoneError)) throw error;
      const epochsKept = checkpoint?.epochs.length ?? 0;
      if (error.name === WORKER_FAILURE) {
        if (diedAt === epochsKept) backends.shift();
        diedAt = epochsKept;
      } else if (BACKEND_FAILURES.includes(error.name)) {
        backends.shift();
      } else {
        // What memory it took, it gives back only by ending.
        if (isOutOfMemory(error)) trainer.terminate();
        throw error;
      }
      if (backends.length === 0) throw error;
      // A worker that has lost its GPU is not to be trusted with another.
      trainer.terminate();
      onSetback({ error, from: backend, to: backends[0], epochsKept });
    }
  }
}

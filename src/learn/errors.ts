import { IntoneError } from '../core/errors.ts';
import { saysGpuGone, saysNoMemory } from './backends/failures.ts';
import { BACKEND_NAMES, type BackendId } from './backends/ids.ts';

/** The loss stopped being a number. */
export class TrainingDivergedError extends IntoneError {
  constructor(epoch: number) {
    super(
      'TrainingDivergedError',
      `Training diverged in epoch ${epoch}: the loss is no longer a number.`,
      'Lower the learning rate and train again.',
    );
  }
}

/** The training job cannot be run as given. */
export class UntrainableJobError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('UntrainableJobError', message, remedy);
  }
}

/** No backend can compute here. */
export class NoBackendError extends IntoneError {
  constructor(message: string, remedy = 'Use a current version of Chrome, Edge, Firefox or Safari.') {
    super('NoBackendError', message, remedy);
  }
}

/** A backend that worked is gone, as when the GPU's driver restarts: what was on it is lost. */
export class BackendLostError extends IntoneError {
  /** @param why what happened, as a clause: 'its GPU was taken away' */
  constructor(backend: BackendId, why: string) {
    super(
      'BackendLostError',
      `${BACKEND_NAMES[backend]} stopped working: ${why}.`,
      'Go on from the last finished epoch, here or on another backend.',
    );
  }
}

/** A backend computes something else than the cpu backend does. */
export class BackendUntrueError extends IntoneError {
  /** @param fault what was wrong, as a clause: 'it is off by 40 %' */
  constructor(backend: BackendId, fault: string) {
    super(
      'BackendUntrueError',
      `${BACKEND_NAMES[backend]} failed its self-test: ${fault}.`,
      'Train on another backend; a newer browser or graphics driver may put it right.',
    );
  }
}

/** There was no memory for a training step, on the GPU or in the page. */
export class OutOfMemoryError extends IntoneError {
  /** @param batchSize clips per step in the run that failed */
  constructor(batchSize: number) {
    const half = Math.floor(batchSize / 2);
    super(
      'OutOfMemoryError',
      `Memory ran out while training on ${batchSize} ${batchSize === 1 ? 'clip' : 'clips'} at a time.`,
      half > 0
        ? `Go on with a batch of ${half}, or close other tabs and programs first.`
        : 'Close other tabs and programs, or shorten the window, then train again.',
    );
  }
}

/**
 * What an error thrown in training means: memory ran out, the backend was lost, or something else, which is handed back
 * as it is, as is an error that has a name of ours already.
 * @param batchSize clips per step
 */
export function asTrainingError(error: unknown, backend: BackendId, batchSize: number): unknown {
  if (error instanceof IntoneError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (saysNoMemory(message, backend)) return new OutOfMemoryError(batchSize);
  if (saysGpuGone(message, backend)) return new BackendLostError(backend, 'its GPU was taken away');
  return error;
}

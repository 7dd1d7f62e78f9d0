import * as tf from '@tensorflow/tfjs';
import { type BackendWatch, watchBackend } from './backends/watch.ts';
import type { BackendId } from './backends.ts';
import { asTrainingError, BackendLostError, OutOfMemoryError } from './errors.ts';

/** Keeps a run from waiting for, or believing, a GPU that is gone. */
export class BackendGuard {
  readonly backend = tf.getBackend() as BackendId;
  private readonly watch: BackendWatch = watchBackend();
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly unwatch: () => void;

  constructor() {
    this.unwatch = this.watch.onLost((why) => {
      for (const reject of this.waiting) reject(new BackendLostError(this.backend, why));
    });
  }

  /** @throws BackendLostError where it is gone: what it then computes is nothing */
  check(): void {
    if (this.watch.lost !== null) throw new BackendLostError(this.backend, this.watch.lost);
  }

  /** The same promise, but refused once the backend is lost: its reads may then never end, or end in zeros. */
  async wait<T>(reading: Promise<T>): Promise<T> {
    let refuse: (error: Error) => void = () => {};
    // Not a race against one promise for the whole run, which would remember every read it ever raced.
    const value = await new Promise<T>((resolve, reject) => {
      refuse = reject;
      this.waiting.add(reject);
      reading.then(resolve, reject);
    }).finally(() => this.waiting.delete(refuse));
    this.check();
    return value;
  }

  /** What went wrong in a run, by its cause: a lost backend fails in many ways. */
  explain(error: unknown, batchSize: number): unknown {
    if (this.watch.outOfMemory) return new OutOfMemoryError(batchSize);
    if (this.watch.lost !== null) return new BackendLostError(this.backend, this.watch.lost);
    return asTrainingError(error, this.backend, batchSize);
  }

  /** At the run's end. */
  dispose(): void {
    this.unwatch();
  }
}

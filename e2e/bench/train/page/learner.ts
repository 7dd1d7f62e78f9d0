/** Runs in the built page: the product's own learn worker, spoken to by its protocol. */
import type { Calls, FromWorker, LearnCalls, ToWorker } from '../../../../workers/protocol.ts';

type ProgressOf<Call> = Call extends { progress: infer P } ? P : never;

export class Learner {
  private readonly worker: Worker;
  private nextId = 1;

  constructor(url: string) {
    this.worker = new Worker(url, { type: 'module' });
  }

  /** @throws Error with the worker's own words */
  call<M extends keyof LearnCalls & keyof Calls<LearnCalls>>(
    method: M,
    request: LearnCalls[M]['request'],
    onProgress: (progress: ProgressOf<LearnCalls[M]>) => void = () => {},
  ): Promise<LearnCalls[M]['result']> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const listening = new AbortController();
      const { signal } = listening;
      this.worker.addEventListener(
        'message',
        ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === 'held' || data.id !== id) return;
          if (data.type === 'progress') {
            onProgress(data.progress as ProgressOf<LearnCalls[M]>);
            return;
          }
          listening.abort();
          if (data.type === 'result') resolve(data.result as LearnCalls[M]['result']);
          else reject(new Error(`${data.error.name}: ${data.error.message} ${data.error.remedy}`));
        },
        { signal },
      );
      this.worker.addEventListener(
        'error',
        (event) => {
          listening.abort();
          reject(new Error(`The learn worker failed: ${event.message || 'it did not start'}`));
        },
        { signal },
      );
      const message: ToWorker = { type: 'call', id, method, request };
      this.worker.postMessage(message);
    });
  }
}

/** The page's side of the protocol: typed calls to one worker, with progress, cancelling and respawn after a crash. */
import type { Calls, FromWorker, ToWorker } from '../../workers/protocol.ts';
import { IntoneError } from '../core/errors.ts';

/** The worker died: out of memory, or a fault of ours. */
export class WorkerCrashedError extends IntoneError {
  constructor(what: string) {
    super(
      'WorkerCrashedError',
      `The background task “${what}” stopped unexpectedly.`,
      'Try again; if it happens again, close other tabs to free memory.',
    );
  }
}

/** The user cancelled. */
export class CancelledError extends IntoneError {
  constructor() {
    super('CancelledError', 'Cancelled.', '');
  }
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  progress(value: unknown): void;
}

export interface CallOptions<Progress> {
  signal?: AbortSignal | undefined;
  onProgress?: (value: Progress) => void;
  transfer?: Transferable[];
}

type ProgressOf<Call> = Call extends { progress: infer P } ? P : never;

export class WorkerChannel<C extends Calls<C>> {
  private worker: Worker | null = null;
  private nextId = 1;
  private spawned = 0;
  private readonly pending = new Map<number, Pending>();

  /**
   * @param name said in messages
   * @param spawn makes the worker; called on first use and again after a crash
   */
  constructor(
    private readonly name: string,
    private readonly spawn: () => Worker,
  ) {}

  /** Rises whenever a fresh worker, which knows nothing, takes the place of another. */
  get generation(): number {
    return this.spawned;
  }

  get isRunning(): boolean {
    return this.worker !== null;
  }

  /** Calls not answered yet. */
  get load(): number {
    return this.pending.size;
  }

  /** @throws the worker's error by its name, message and remedy; CancelledError; WorkerCrashedError */
  call<M extends keyof C & string>(
    method: M,
    request: C[M]['request'],
    options: CallOptions<ProgressOf<C[M]>> = {},
  ): Promise<C[M]['result']> {
    const { signal, onProgress, transfer = [] } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new CancelledError());
        return;
      }
      const worker = this.ensure();
      const id = this.nextId++;
      const cancel = () => {
        this.pending.delete(id);
        worker.postMessage({ type: 'cancel', id } satisfies ToWorker);
        reject(new CancelledError());
      };
      const settled = () => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel, { once: true });
      this.pending.set(id, {
        resolve: (result) => {
          settled();
          resolve(result as C[M]['result']);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        progress: (value) => onProgress?.(value as ProgressOf<C[M]>),
      });
      worker.postMessage({ type: 'call', id, method, request } satisfies ToWorker, transfer);
    });
  }

  /** Starts the worker, unless it runs. */
  ready(): this {
    this.ensure();
    return this;
  }

  /** Ends the worker; calls under way are refused as cancelled. The next call starts a fresh one. */
  terminate(): void {
    this.worker?.terminate();
    this.worker = null;
    this.refuseAll(new CancelledError());
  }

  private ensure(): Worker {
    if (this.worker) return this.worker;
    const worker = this.spawn();
    this.spawned++;
    const died = () => {
      worker.terminate();
      // One that was ended on purpose is mourned by nobody.
      if (this.worker !== worker) return;
      this.worker = null;
      this.refuseAll(new WorkerCrashedError(this.name));
    };
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.receive(event.data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (event.message) console.error(`${this.name} worker: ${event.message}`);
      died();
    });
    this.worker = worker;
    watchForDeath(worker, died);
    return worker;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'held') return;
    const pending = this.pending.get(message.id);
    if (!pending) return;
    if (message.type === 'progress') {
      pending.progress(message.progress);
      return;
    }
    this.pending.delete(message.id);
    if (message.type === 'result') pending.resolve(message.result);
    else pending.reject(new IntoneError(message.error.name, message.error.message, message.error.remedy));
  }

  private refuseAll(error: Error): void {
    const refused = [...this.pending.values()];
    this.pending.clear();
    for (const pending of refused) pending.reject(error);
  }
}

/**
 * A worker that runs out of memory, or is killed, need not say so: no event tells of it. It holds a lock for life, then,
 * and who gets that lock after it knows.
 */
function watchForDeath(worker: Worker, died: () => void): void {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks) return;
  const lock = `intone-worker-${crypto.randomUUID()}`;
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    if (event.data.type === 'held') void locks.request(lock, died);
  });
  worker.postMessage({ type: 'hold', lock } satisfies ToWorker);
}

/** The worker's side of the protocol: answers each call with the handler of its name. */
import { IntoneError } from '../src/core/errors.ts';
import type { Calls, FromWorker, PlainError, ToWorker } from './protocol.ts';

export interface CallContext<Progress> {
  progress(value: Progress): void;
  /** Aborted when the page cancels this call. */
  signal: AbortSignal;
}

/** A result whose buffers move to the page instead of being copied. */
export class Transferred<R> {
  constructor(
    readonly result: R,
    readonly buffers: Transferable[],
  ) {}
}

export type Handlers<C extends Calls<C>> = {
  [M in keyof C]: (
    request: C[M]['request'],
    context: CallContext<C[M] extends { progress: infer P } ? P : never>,
  ) => C[M]['result'] | Transferred<C[M]['result']> | Promise<C[M]['result'] | Transferred<C[M]['result']>>;
};

declare const self: DedicatedWorkerGlobalScope;

function post(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

/** What a message can carry of an error. */
export function plainError(error: unknown): PlainError {
  if (error instanceof IntoneError) return { name: error.name, message: error.message, remedy: error.remedy };
  if (error instanceof Error) return { name: error.name, message: error.message, remedy: '' };
  return { name: 'Error', message: String(error), remedy: '' };
}

/** Listens for calls and answers them. Call once, at the top of a worker. */
export function serve<C extends Calls<C>>(handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();

  async function answer(id: number, method: keyof C, request: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await handlers[method](request as never, {
        progress: (progress) => post({ type: 'progress', id, progress }),
        signal: controller.signal,
      });
      if (value instanceof Transferred) post({ type: 'result', id, result: value.result }, value.buffers);
      else post({ type: 'result', id, result: value });
    } catch (error) {
      post({ type: 'error', id, error: plainError(error) });
    } finally {
      running.delete(id);
    }
  }

  self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const message = event.data;
    if (message.type === 'hold') holdForLife(message.lock);
    else if (message.type === 'cancel') running.get(message.id)?.abort();
    else void answer(message.id, message.method as keyof C, message.request);
  });
}

/** The browser lets the lock go when the worker ends, however it ends. */
function holdForLife(lock: string): void {
  void self.navigator.locks.request(lock, () => {
    post({ type: 'held' });
    return new Promise(() => {});
  });
}

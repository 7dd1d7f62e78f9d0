/** Runs in the learn worker: time spent in each of tfjs's kernels, less that in the kernels it calls. */
import type { FromWorker, TrainProgress } from '../../../../workers/protocol.ts';

interface KernelConfig {
  kernelName: string;
  backendName: string;
  kernelFunc(call: unknown): unknown;
}

/** tfjs keeps its registries where every copy of it finds them: kernel_registry.ts and global_util.ts of tfjs-core. */
declare const _tfGlobals: Map<'kernelRegistry', Map<string, KernelConfig>>;
declare const self: { postMessage(message: unknown, transfer?: Transferable[]): void };

const ms = new Map<string, number>();
let counting = false;
/** Of the kernels that the one under way has called. */
let innerMs = 0;

/**
 * Counts from the end of the first epoch, when all kernels are registered and warm, to the end of the last, which the
 * worker's own messages tell. Call before training.
 * @param backend a CPU backend: a GPU's kernels return before they are done
 */
export function startKernelClock(backend: string): void {
  const post = self.postMessage.bind(self);
  self.postMessage = (message, transfer) => {
    const { type, progress } = message as Extract<FromWorker, { type: 'progress' }>;
    const kind = type === 'progress' ? (progress as TrainProgress).kind : null;
    if (kind === 'epoch' && !counting) {
      wrapKernels(backend);
      counting = true;
    }
    if (kind === 'testing') counting = false;
    post(message, transfer);
  };
}

/** Milliseconds by kernel. */
export function readKernelClock(): Record<string, number> {
  return Object.fromEntries(ms);
}

function wrapKernels(backend: string): void {
  for (const kernel of _tfGlobals.get('kernelRegistry')!.values()) {
    if (kernel.backendName !== backend) continue;
    const { kernelName, kernelFunc } = kernel;
    kernel.kernelFunc = (call) => {
      if (!counting) return kernelFunc(call);
      const outerMs = innerMs;
      innerMs = 0;
      const start = performance.now();
      try {
        return kernelFunc(call);
      } finally {
        const spent = performance.now() - start;
        ms.set(kernelName, (ms.get(kernelName) ?? 0) + spent - innerMs);
        innerMs = outerMs + spent;
      }
    };
  }
}

import * as tf from '@tensorflow/tfjs';

/** Tells when a backend is lost: then its reads may hang or come back as zeros, and nothing on it can be saved. */
export interface BackendWatch {
  /** Why it is gone, as a clause; null while it works. Asking is cheap. */
  readonly lost: string | null;
  /** Whether it is gone for want of GPU memory: a smaller batch may do. */
  readonly outOfMemory: boolean;
  /** Calls back once, soon after the loss; at once if it is lost already. @returns takes the callback back */
  onLost(callback: (why: string) => void): () => void;
}

/** The parts of tfjs's GPU backends that are looked at: neither's types are in both of TypeScript's libraries. */
interface WebGlBackend {
  gpgpu: GpgpuContext;
}
export interface GpgpuContext {
  gl: { canvas: EventTarget; isContextLost(): boolean };
  createAndWaitForFence(): Promise<void>;
  itemsToPoll: unknown[];
}
interface WebGpuBackend {
  device: GpuDevice;
}
export interface GpuDevice {
  lost: Promise<{ reason: string; message: string }>;
  addEventListener(type: 'uncapturederror', listener: (event: { error: Error }) => void): void;
}

const watches = new WeakMap<object, BackendWatch>();

/** Watches the current backend, which is one and the same watch however often it is asked for. */
export function watchBackend(): BackendWatch {
  const backend = tf.backend();
  let watch = watches.get(backend);
  if (!watch) {
    watch = makeWatch(tf.getBackend(), backend);
    watches.set(backend, watch);
  }
  return watch;
}

function makeWatch(id: string, backend: object): BackendWatch {
  if (id === 'webgl') return watchWebGl((backend as WebGlBackend).gpgpu);
  if (id === 'webgpu') return watchWebGpu((backend as WebGpuBackend).device);
  // Computed by this very thread: lost only with it.
  return new Watch();
}

class Watch implements BackendWatch {
  outOfMemory = false;
  private why: string | null = null;
  private readonly callbacks = new Set<(why: string) => void>();

  /** @param look returns a reason as soon as there is one, before any event tells */
  constructor(private readonly look: () => string | null = () => null) {}

  get lost(): string | null {
    if (this.why === null) this.declare(this.look());
    return this.why;
  }

  declare(why: string | null, outOfMemory = false): void {
    if (why === null || this.why !== null) return;
    this.why = why;
    this.outOfMemory = outOfMemory;
    for (const callback of this.callbacks) callback(why);
    this.callbacks.clear();
  }

  onLost(callback: (why: string) => void): () => void {
    const { lost } = this;
    if (lost !== null) callback(lost);
    else this.callbacks.add(callback);
    return () => this.callbacks.delete(callback);
  }
}

/**
 * A lost context computes nothing and says nothing: draws do nothing, synchronous reads are zeros, and asynchronous ones
 * wait for a fence that never passes, or, begun after the loss, throw in a timer where nobody can catch it.
 * Source: tfjs-backend-webgl 4.22, gpgpu_context.ts (createFence, addItemToPoll); WebGL 2 specification, section 3.7.14.
 */
export function watchWebGl(gpgpu: GpgpuContext): BackendWatch {
  const { gl } = gpgpu;
  const why = 'the browser took its GPU context away';
  const watch = new Watch(() => (gl.isContextLost() ? why : null));
  gl.canvas.addEventListener('webglcontextlost', () => watch.declare(why));
  const waitForFence = gpgpu.createAndWaitForFence.bind(gpgpu);
  gpgpu.createAndWaitForFence = async () => {
    if (watch.lost !== null) throw new Error('WebGL context lost');
    await waitForFence();
  };
  // Fences still waited for would be asked after again and again, for as long as the worker lives.
  watch.onLost(() => {
    gpgpu.itemsToPoll = [];
  });
  return watch;
}

/**
 * A lost device refuses reads (mapAsync rejects), sometimes before it says that it is lost. Errors that nobody captures,
 * as tfjs captures none, leave tensors without values while all seems to go on: they count as a loss too.
 * Source: WebGPU specification, sections 22.1 (lost devices) and 22.3 (telemetry).
 */
export function watchWebGpu(device: GpuDevice): BackendWatch {
  const watch = new Watch();
  device.lost.then(({ message }) => {
    watch.declare(
      message ? `its GPU was taken away (${message.trim().replace(/\.$/, '')})` : 'its GPU was taken away',
    );
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    const outOfMemory = error.constructor.name === 'GPUOutOfMemoryError';
    const firstLine = error.message.split('\n', 1)[0].replace(/\.$/, '');
    watch.declare(
      outOfMemory ? 'its GPU ran out of memory' : `it reported an error (${firstLine})`,
      outOfMemory,
    );
  });
  return watch;
}

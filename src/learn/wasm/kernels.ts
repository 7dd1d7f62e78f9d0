import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { decodeBase64 } from '../../core/kernel/base64.ts';
import { NoBackendError } from '../errors.ts';
import type { KernelCalls } from './calls.ts';
import { FUSED_WASM_BASE64, PLAIN_WASM_BASE64 } from './product.ts';

/** Each stretch of scratch begins on a cache line. */
const ALIGNMENT = 64;

/** The builds by name, the faster first: with relaxed SIMD's fused multiply-add, and with plain SIMD. */
const BUILDS = { fused: FUSED_WASM_BASE64, plain: PLAIN_WASM_BASE64 };

export type KernelBuild = keyof typeof BUILDS;

const linked = new WeakMap<BackendWasm, TrainingKernels>();

/** The builds that this engine can run, the faster first: none where it has no SIMD. */
export function buildsHere(): KernelBuild[] {
  const names = Object.keys(BUILDS) as KernelBuild[];
  return names.filter((name) => WebAssembly.validate(bytesOf(name)));
}

function bytesOf(build: KernelBuild): BufferSource {
  return decodeBase64(BUILDS[build]) as BufferSource;
}

/** Our own WebAssembly, linked to the memory of tfjs's wasm backend, so that it works on tensors where they lie. */
export class TrainingKernels {
  private constructor(
    readonly calls: KernelCalls,
    private readonly module: EmscriptenModule,
  ) {}

  /**
   * The kernels linked to a backend's memory, the fastest build that runs here.
   * @throws NoBackendError where the engine can't run them, or the memory is shared between threads.
   */
  static of(backend: BackendWasm): TrainingKernels {
    return linked.get(backend) ?? TrainingKernels.link(backend, buildsHere()[0]);
  }

  /**
   * Links a build to a backend's memory, in the place of another that may be linked.
   * @throws NoBackendError as `of`.
   */
  static link(backend: BackendWasm, build: KernelBuild | undefined): TrainingKernels {
    const module = backend.wasm as unknown as EmscriptenModule;
    try {
      if (!build) throw new Error('the engine has no SIMD');
      // The module has no data and no stack of its own: it touches only what it is pointed to.
      const env = { memory: module.asm.memory };
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(build)), { env });
      const kernels = new TrainingKernels(exports as unknown as KernelCalls, module);
      linked.set(backend, kernels);
      return kernels;
    } catch (error) {
      throw new NoBackendError(`WebAssembly cannot train here: ${(error as Error).message}.`);
    }
  }

  /** A view of numbers in the backend's memory, good until more memory is taken. */
  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.module.asm.memory.buffer, address, length);
  }

  /** A view of doubles in the backend's memory, good until more memory is taken. */
  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.module.asm.memory.buffer, address, length);
  }

  /**
   * Takes scratch of the given sizes in bytes, hands the stretches' addresses to `use`, and frees them afterwards.
   * The heap may grow here: take views afterwards.
   */
  withScratch<T>(sizes: number[], use: (...addresses: number[]) => T): T {
    const starts: number[] = [];
    let total = ALIGNMENT;
    for (const size of sizes) {
      starts.push(total);
      total = roundUp(total + size);
    }
    const room = this.module._malloc(total) >>> 0;
    if (room === 0) throw new Error(`No room for ${total} bytes in the WebAssembly heap.`);
    try {
      const base = roundUp(room) - ALIGNMENT;
      return use(...starts.map((start) => base + start));
    } finally {
      this.module._free(room);
    }
  }
}

/** What of tfjs's Emscripten module is used here. */
interface EmscriptenModule {
  asm: { memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Where a tensor's numbers begin in the backend's memory. */
export function addressOf(backend: BackendWasm, info: tf.TensorInfo): number {
  return backend.getMemoryOffset(info.dataId);
}

function roundUp(bytes: number): number {
  return ALIGNMENT * Math.ceil(bytes / ALIGNMENT);
}

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What a kernel function is handed. The input names are those of tfjs's kernel_names.ts. */
export interface KernelCall<Inputs, Attributes> {
  inputs: Inputs;
  attrs: Attributes;
  backend: BackendWasm;
}

/** A float32 tensor's numbers where they lie in the WASM heap: no copy. */
export function heapView(backend: BackendWasm, info: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(info) as Float32Array;
}

/**
 * Room for a float32 result. The heap may grow here and every older view of it dies with that:
 * make all outputs first, take views afterwards.
 */
export function makeOutput(backend: BackendWasm, shape: number[]): tf.TensorInfo {
  return backend.makeOutput(shape, 'float32');
}

/** Runs one of the backend's own kernels outside the gradient tape. The caller frees the result with `release`. */
export function runKernel(
  backend: BackendWasm,
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, unknown>,
): tf.TensorInfo {
  const kernel = tf.getKernel(name, 'wasm');
  return kernel.kernelFunc({ inputs, attrs: attrs as never, backend }) as tf.TensorInfo;
}

/** Frees an intermediate result. */
export function release(backend: BackendWasm, info: tf.TensorInfo): void {
  backend.disposeData(info.dataId);
}

/**
 * Numbers in a block of whole rows of [rows, channels] that stays in the first-level cache. Going through a block
 * channel by channel keeps sums in registers; through the whole tensor it would read memory once per channel.
 */
export function blockLength(channels: number): number {
  return channels * Math.max(1, Math.floor(2048 / channels));
}

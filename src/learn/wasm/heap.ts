import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What a kernel function is handed. The input names are those of tfjs's kernel_names.ts. */
export interface KernelCall<Inputs, Attributes> {
  inputs: Inputs;
  attrs: Attributes;
  backend: BackendWasm;
}

/**
 * Room for a float32 result. The heap may grow here and every older view of it dies with that:
 * make all outputs first, take views afterwards. Addresses stay good.
 */
export function makeOutput(backend: BackendWasm, shape: number[]): tf.TensorInfo {
  return backend.makeOutput(shape, 'float32');
}

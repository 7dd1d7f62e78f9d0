import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '../wasm/register.ts';
import type { BackendId } from './ids.ts';
import { refuseNullPointers, type WasmHeap } from './wasmMemory.ts';

/** Where the .wasm files lie: a folder's address ending in '/', or an address for each file by name. */
export type WasmFiles = string | Record<string, string>;

let wasmFilesSet = false;

/**
 * Makes a backend the current one, with all that it needs first. WebGPU's code is fetched only when asked for.
 * @param wasmFiles needed by 'wasm' alone; only the first call's counts
 * @returns whether it started
 */
export async function activateBackend(id: BackendId, wasmFiles: WasmFiles): Promise<boolean> {
  if (id === 'wasm') {
    if (!wasmFilesSet) setWasmPaths(wasmFiles);
    wasmFilesSet = true;
    registerTrainingKernels();
  }
  try {
    if (id === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend(id))) return false;
    await tf.ready();
    if (id === 'wasm') refuseNullPointers((tf.backend() as unknown as { wasm: WasmHeap }).wasm);
    return true;
  } catch {
    return false;
  }
}

import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { asTrainingError } from '../errors.ts';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';
import { activateBackend } from './activate.ts';
import type { WasmHeap } from './wasmMemory.ts';

interface Module extends WasmHeap {
  HEAPU8: Uint8Array;
}

interface Module extends WasmHeap {
  HEAPU8: Uint8Array;
}

// Each beyond what the heap may grow to, whatever the machine has; the longest would need an address of 33 bits.
it.each([2 ** 30 - 2, 2 ** 30])(
  'a tensor of %i numbers is refused, and nothing else is harmed',
  async (size) => {
    await activateBackend('wasm', WASM_FOLDER);
    // Again, as before every training: one guard is enough.
    await activateBackend('wasm', WASM_FOLDER);
    const { wasm } = tf.backend() as unknown as { wasm: Module };
    const kept = tf.tensor1d([1, 2, 3]);
    const heapBytes = wasm.HEAPU8.length;
    let thrown: unknown;
    try {
      tf.fill([size], 1);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      name: 'RangeError',
      message: `Cannot enlarge memory: no ${4 * size} bytes are left on the WASM heap.`,
    });
    expect(asTrainingError(thrown, 'wasm', 32)).toMatchObject({ name: 'OutOfMemoryError' });
    expect(wasm.HEAPU8.length).toBe(heapBytes);
    expect([...(await kept.data())]).toEqual([1, 2, 3]);
    kept.dispose();
  },
);

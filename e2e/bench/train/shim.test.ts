import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { expect, it } from 'vitest';
import { WASM_FOLDER } from '../../../src/learn/testing/wasmFolder.ts';
import { registerConvBackpropFilter, shimError } from './page/shim.ts';

it('gives the stock wasm backend the cpu backend’s gradient', async () => {
  setWasmPaths(WASM_FOLDER);
  registerConvBackpropFilter(tf);
  await tf.setBackend('cpu');
  const before = tf.memory().numTensors;
  expect(await shimError(tf)).toBeLessThan(1e-4);
  expect(tf.getBackend()).toBe('wasm');
  // The filter, the pictures and the six gradients read; nothing that the shim made.
  expect(tf.memory().numTensors - before).toBeLessThanOrEqual(10);
});

import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';
import { activateBackend } from './activate.ts';
import { verifyBackend } from './verify.ts';

vi.setConfig({ testTimeout: 30_000 });

let putBack = () => {};
afterEach(() => {
  putBack();
  putBack = () => {};
});

/** Makes one of wasm's kernels do something else. */
function replaceKernel(name: string, kernelFunc: tf.KernelFunc): void {
  const stock = tf.getKernel(name, 'wasm');
  const put = (kernel: tf.KernelConfig) => {
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(kernel);
  };
  put({ ...stock, kernelFunc });
  putBack = () => put(stock);
}

describe('verifyBackend', () => {
  it.each(['wasm', 'cpu'] as const)(
    'finds %s true and leaves it current, with no tensor behind',
    async (id) => {
      await verifyBackend(id, WASM_FOLDER);
      expect(tf.getBackend()).toBe(id);
      expect(tf.memory().numTensors).toBe(0);
    },
  );

  it('finds a backend whose gradients are wrong', async () => {
    await activateBackend('wasm', WASM_FOLDER);
    const stock = tf.getKernel('Conv2DBackpropFilter', 'wasm');
    replaceKernel('Conv2DBackpropFilter', (call) => {
      const result = stock.kernelFunc(call) as tf.TensorInfo;
      const backend = call.backend as { typedArrayFromHeap(info: tf.TensorInfo): Float32Array };
      const values = backend.typedArrayFromHeap(result);
      for (let i = 0; i < values.length; i++) values[i] *= 1.1;
      return result;
    });
    await expect(verifyBackend('wasm', WASM_FOLDER)).rejects.toMatchObject({
      name: 'BackendUntrueError',
      message: expect.stringMatching(
        /^WebAssembly failed its self-test: its results are off by up to 10 %\.$/,
      ),
    });
  });

  it('finds a backend that fails', async () => {
    await activateBackend('wasm', WASM_FOLDER);
    replaceKernel('Conv2DBackpropFilter', () => {
      throw new Error('Failed to compile fragment shader.');
    });
    await expect(verifyBackend('wasm', WASM_FOLDER)).rejects.toMatchObject({
      name: 'BackendUntrueError',
      message: 'WebAssembly failed its self-test: Failed to compile fragment shader.',
    });
  });

  it('says where a backend does not start', async () => {
    await expect(verifyBackend('webgl', WASM_FOLDER)).rejects.toMatchObject({
      name: 'NoBackendError',
      message: 'WebGL did not start.',
    });
  });
});

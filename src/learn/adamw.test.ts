import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdamW } from './adamw.ts';
import { activateBackend } from './backends.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';

beforeAll(async () => {
  await activateBackend('wasm', WASM_FOLDER);
});

describe('AdamW', () => {
  it('steps as PyTorch’s, decaying kernels and not biases', () => {
    const kernel = tf.variable(tf.tensor2d([0.5, -1, 2, 0.1], [2, 2]));
    const bias = tf.variable(tf.tensor1d([0.3, -0.2]));
    const optimiser = new AdamW([kernel, bias], 0.1);
    const steps = [
      { rate: 0.01, kernel: [0.1, -0.2, 0.3, 0.4], bias: [0.2, -0.1] },
      { rate: 0.02, kernel: [-0.5, 0.2, 0, 0.1], bias: [0.1, 0.1] },
      { rate: 0.005, kernel: [1, 0, -0.3, 0.2], bias: [-0.4, 0.3] },
    ];
    for (const step of steps) {
      const gradients = {
        [kernel.name]: tf.tensor2d(step.kernel, [2, 2]),
        [bias.name]: tf.tensor1d(step.bias),
      };
      optimiser.step(gradients, step.rate);
      tf.dispose(gradients);
    }
    // torch 2.15: AdamW, weight_decay 0.1 for the kernel and 0 for the bias, the same gradients and rates.
    const expectedKernel = [0.498442113, -0.987784028, 1.970066905, 0.068788745];
    const expectedBias = [0.27238822, -0.194028854];
    kernel.dataSync().forEach((v, i) => {
      expect(v).toBeCloseTo(expectedKernel[i], 6);
    });
    bias.dataSync().forEach((v, i) => {
      expect(v).toBeCloseTo(expectedBias[i], 6);
    });
  });

  it('leaves nothing behind', () => {
    const parameter = tf.variable(tf.zeros([3]));
    const before = tf.memory().numTensors;
    const optimiser = new AdamW([parameter], 0);
    tf.tidy(() => optimiser.step({ [parameter.name]: tf.ones([3]) }, 0.1));
    expect(tf.memory().numTensors).toBe(before + 2);
    optimiser.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

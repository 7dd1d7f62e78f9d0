import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../core/dataset/random.ts';
import { activateBackend } from './backends.ts';
import { gradientScale } from './clipGradients.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';

// Small gradients are tested against PyTorch's in golden/.
describe.each(['cpu', 'wasm'] as const)('gradientScale on %s', (backend) => {
  beforeAll(async () => {
    await activateBackend(backend, WASM_FOLDER);
  });

  it('adds up a dense layer’s half million squares without losing any', () => {
    const random = new Random(1);
    const values = Float32Array.from({ length: 8880 * 64 }, () => random.normal());
    const norm = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
    const before = tf.memory().numTensors;
    const gradient = tf.tensor(values, [8880, 64]);
    const scale = gradientScale({ gradient }, 5);
    expect(scale.dataSync()[0] / (5 / norm)).toBeCloseTo(1, 5);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([gradient, scale]);
  });

  it('leaves gradients that are short enough as they are, to the bit', () => {
    const gradient = tf.tensor1d([0.3, 0.4]);
    expect(gradientScale({ gradient }, 0.6).dataSync()[0]).toBe(1);
    expect(gradientScale({ gradient }, 0.25).dataSync()[0]).toBeCloseTo(0.5, 5);
  });
});

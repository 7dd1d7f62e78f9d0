import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../core/dataset/random.ts';
import { activateBackend } from '../backends.ts';
import { batchNormTraining } from '../batchNormTraining.ts';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';

const random = new Random(7);

beforeAll(() => activateBackend('wasm', WASM_FOLDER));

interface Values {
  shape: number[];
  data: Float32Array;
}

function draw(...shape: number[]): Values {
  return {
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
  };
}

/** Runs a computation on one backend and returns its results' numbers. */
async function on(
  backend: string,
  inputs: Values[],
  f: (...x: tf.Tensor[]) => tf.Tensor[],
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const results = tf.tidy(() => f(...inputs.map((v) => tf.tensor(v.data, v.shape))));
  const numbers = await Promise.all(results.map(async (t) => (await t.data()) as Float32Array));
  tf.dispose(results);
  return numbers;
}

async function expectSame(inputs: Values[], f: (...x: tf.Tensor[]) => tf.Tensor[]): Promise<void> {
  const truth = await on('cpu', inputs, f);
  const got = await on('wasm', inputs, f);
  for (const [i, expected] of truth.entries()) {
    expect(got[i].length).toBe(expected.length);
    const largest = expected.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-6);
    let worst = 0;
    for (let j = 0; j < expected.length; j++) worst = Math.max(worst, Math.abs(got[i][j] - expected[j]));
    expect(worst / largest, `result ${i}`).toBeLessThan(1e-4);
  }
}

describe('wasm training kernels against the cpu backend', () => {
  it.each([
    ['3×3 same', [2, 9, 7, 3], [3, 3, 3, 5], 1, 'same'],
    ['3×3 valid', [2, 9, 7, 3], [3, 3, 3, 5], 1, 'valid'],
    ['5×5 stride 2 same, one channel', [3, 12, 9, 1], [5, 5, 1, 4], 2, 'same'],
    ['3×3 stride 2 valid with unused rows', [2, 8, 10, 2], [3, 3, 2, 3], 2, 'valid'],
    ['1×1', [2, 5, 4, 6], [1, 1, 6, 8], 1, 'same'],
    ['1×1 stride 2', [2, 5, 4, 6], [1, 1, 6, 2], 2, 'valid'],
    ['2×5 with stride 3×1', [1, 11, 6, 2], [2, 5, 2, 1], [3, 1], 'same'],
    ['batch of one, one filter', [1, 6, 6, 1], [3, 3, 1, 1], 1, 'same'],
  ] as const)('conv2d gradients: %s', async (_, xShape, wShape, strides, pad) => {
    const y = tf.backend_util.computeConv2DInfo([...xShape], [...wShape], strides as never, 1, pad).outShape;
    await expectSame([draw(...xShape), draw(...wShape), draw(...y)], (x, w, dy) =>
      tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides as never, pad),
      )([x, w], dy),
    );
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('matMul, transposed %s %s', async (ta, tb) => {
    const a = ta ? draw(11, 5) : draw(5, 11);
    const b = tb ? draw(6, 11) : draw(11, 6);
    await expectSame([a, b], (x, y) => [tf.matMul(x, y, ta, tb)]);
    const a3 = ta ? draw(3, 4, 2) : draw(3, 2, 4);
    const b3 = tb ? draw(3, 5, 4) : draw(3, 4, 5);
    await expectSame([a3, b3], (x, y) => [tf.matMul(x, y, ta, tb)]);
  });

  it.each([
    [[2, 9, 7, 3], 2, 2, 'valid'],
    [[2, 8, 6, 3], [2, 1], [2, 1], 'valid'],
    [[1, 7, 7, 2], 3, 2, 'same'],
  ] as const)('max-pool gradient %j', async (shape, size, stride, pad) => {
    const y = tf.backend_util.computePool2DInfo([...shape], size as never, stride as never, 1, pad).outShape;
    await expectSame([draw(...shape), draw(...y)], (x, dy) => [
      tf.grad((a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, size as never, stride as never, pad))(x, dy),
    ]);
  });

  it('a tie in a pooling window goes to one element only', async () => {
    const zeros: Values = { shape: [1, 4, 4, 1], data: new Float32Array(16) };
    await expectSame([zeros, draw(1, 2, 2, 1)], (x, dy) => [
      tf.grad((a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'valid'))(x, dy),
    ]);
  });

  it('sums, over rows and otherwise', async () => {
    await expectSame([draw(4, 5, 6, 7)], (x) => [
      tf.sum(x, [0, 1, 2]),
      tf.sum(x, [0, 1, 2], true),
      tf.sum(x, [1]),
      tf.sum(x, [-1]),
      tf.sum(x),
    ]);
  });

  it('batch normalisation by the batch’s moments, forward and back', async () => {
    const inputs = [draw(4, 5, 3, 6), draw(6), draw(6), draw(4, 5, 3, 6)];
    inputs[0].data.forEach((v, i) => {
      inputs[0].data[i] = 3 * v + (i % 6); // a different mean in every channel
    });
    await expectSame(inputs, (x, gamma, beta, dy) => {
      const { y, mean, variance } = batchNormTraining(
        x as tf.Tensor4D,
        gamma as tf.Tensor1D,
        beta as tf.Tensor1D,
        1e-3,
      );
      const gradients = tf.grads(
        (a: tf.Tensor, g: tf.Tensor, b: tf.Tensor) =>
          batchNormTraining(a as tf.Tensor4D, g as tf.Tensor1D, b as tf.Tensor1D, 1e-3).y,
      )([x, gamma, beta], dy);
      return [y, mean, variance, ...gradients];
    });
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it, vi } from 'vitest';
import { between, bothBuilds, draw, expectSame, random, useBuild, type Values } from './testing/compare.ts';

// The cpu backend is slow, and so is a shared machine.
vi.setConfig({ testTimeout: 60_000 });

type Pad = 'same' | 'valid' | [number, number][];

/** conv2d's value and both gradients. */
function convAll(x: Values, w: Values, strides: [number, number], pad: Pad): Promise<void> {
  const shape = (v: Values) => v.shape as [number, number, number, number];
  const y = tf.backend_util.computeConv2DInfo(shape(x), shape(w), strides, 1, pad as never).outShape;
  const f = (a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad as never);
  return expectSame([x, w, draw(...y)], (a, b, dy) => [f(a, b), ...tf.grads(f)([a, b], dy)]);
}

/** A convolution's shape, any that has an output. */
function drawConv(): [Values, Values, [number, number], Pad] {
  const kernel = [between(1, 5), between(1, 5)];
  const pad: Pad = [
    'same' as const,
    'valid' as const,
    [
      [0, 0],
      [between(0, 3), between(0, 3)],
      [between(0, 3), between(0, 3)],
      [0, 0],
    ] as [number, number][],
  ][random.below(3)];
  const x = draw(
    between(1, 3),
    between(kernel[0], 13),
    between(kernel[1], 13),
    between(1, random.below(2) ? 130 : 9),
  );
  const w = draw(...kernel, x.shape[3], between(1, random.below(2) ? 130 : 9));
  return [x, w, [between(1, 3), between(1, 3)], pad];
}

describe.each(bothBuilds())('convolutions and matrix products against the cpu backend, %s build', (build) => {
  beforeAll(() => useBuild(build));

  it.each([
    ['3×3 same', [2, 9, 7, 3], [3, 3, 3, 5], [1, 1], 'same'],
    ['3×3 valid', [2, 9, 7, 3], [3, 3, 3, 5], [1, 1], 'valid'],
    ['5×5 stride 2 same, one channel', [3, 12, 9, 1], [5, 5, 1, 4], [2, 2], 'same'],
    ['3×3 stride 2 valid with unused rows', [2, 8, 10, 2], [3, 3, 2, 3], [2, 2], 'valid'],
    ['1×1', [2, 5, 4, 6], [1, 1, 6, 8], [1, 1], 'same'],
    ['1×1 stride 2', [2, 5, 4, 6], [1, 1, 6, 2], [2, 2], 'valid'],
    ['2×5 with stride 3×1', [1, 11, 6, 2], [2, 5, 2, 1], [3, 1], 'same'],
    ['batch of one, one filter, one pixel', [1, 1, 1, 1], [3, 3, 1, 1], [1, 1], 'same'],
    ['many pixels, whole panels', [1, 17, 14, 8], [3, 3, 8, 16], [1, 1], 'same'],
    [
      'padding wider than the filter',
      [2, 4, 5, 3],
      [1, 2, 3, 4],
      [1, 2],
      [
        [0, 0],
        [2, 1],
        [3, 2],
        [0, 0],
      ],
    ],
  ] as const)('conv2d and its gradients: %s', async (_, xShape, wShape, strides, pad) => {
    await convAll(draw(...xShape), draw(...wShape), [...strides], pad as Pad);
  });

  it('conv2d and its gradients: thirty random shapes', async () => {
    for (let i = 0; i < 30; i++) await convAll(...drawConv());
  });

  it('conv2d and its gradients by tiles: twelve random shapes', async () => {
    for (let i = 0; i < 12; i++) {
      const pad: Pad = [
        [0, 0],
        [between(0, 4), between(0, 4)],
        [between(0, 4), between(0, 4)],
        [0, 0],
      ];
      const x = draw(between(1, 3), between(3, 11), between(3, 11), between(8, 29));
      const w = draw(3, 3, x.shape[3], between(8, 29));
      await convAll(x, w, [1, 1], (['same', 'valid', pad] as const)[i % 3]);
    }
    // More than one strip of tiles.
    await convAll(draw(2, 19, 17, 8), draw(3, 3, 8, 9), [1, 1], 'same');
  });

  it('leaves dilated convolutions to the stock kernel', async () => {
    await expectSame([draw(1, 9, 9, 2), draw(3, 3, 2, 3)], (x, w) => [
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same', 'NHWC', 2),
    ]);
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('matMul, transposed %s %s', async (ta, tb) => {
    for (let i = 0; i < 6; i++) {
      const [m, k, n] = [between(1, 40), between(1, 70), between(1, 40)];
      const a = ta ? draw(k, m) : draw(m, k);
      const b = tb ? draw(n, k) : draw(k, n);
      await expectSame([a, b], (x, y) => [tf.matMul(x, y, ta, tb)]);
    }
    const a3 = ta ? draw(3, 4, 2) : draw(3, 2, 4);
    const b3 = tb ? draw(3, 5, 4) : draw(3, 4, 5);
    await expectSame([a3, b3], (x, y) => [tf.matMul(x, y, ta, tb)]);
  });
});

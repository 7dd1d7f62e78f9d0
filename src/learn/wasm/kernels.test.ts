import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { NoBackendError } from '../errors.ts';
import { biasRelu, globalAverage, normReluPool } from '../trainingOps.ts';
import { TrainingKernels } from './kernels.ts';
import { between, bothBuilds, draw, expectSame, random, useBuild, type Values } from './testing/compare.ts';

// The cpu backend is slow, and so is a shared machine.
vi.setConfig({ testTimeout: 60_000 });

describe.each(bothBuilds())('wasm training kernels against the cpu backend, %s build', (build) => {
  let backend: BackendWasm;

  beforeAll(async () => {
    backend = await useBuild(build);
  });

  it('max-pooling and its gradient: forty random shapes', async () => {
    for (let i = 0; i < 40; i++) {
      const window: [number, number] = [between(1, 4), between(1, 4)];
      const stride: [number, number] = random.below(2) ? window : [between(1, 4), between(1, 4)];
      const pad = random.below(2) ? 'same' : 'valid';
      const x = draw(between(1, 3), between(4, 9), between(4, 9), between(1, 13));
      const y = tf.backend_util.computePool2DInfo(x.shape as never, window, stride, 1, pad).outShape;
      const f = (a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, window, stride, pad);
      await expectSame([x, draw(...y)], (a, dy) => [f(a), tf.grad(f)(a, dy)]);
    }
  });

  it.each([1, 4])('a tie in a pooling window goes to its first element, %i channels', async (channels) => {
    const zeros: Values = { shape: [1, 4, 4, channels], data: new Float32Array(16 * channels) };
    await expectSame([zeros, draw(1, 2, 2, channels)], (x, dy) => [
      tf.grad((a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'valid'))(x, dy),
    ]);
  });

  it('bias and ReLU, forward and back', async () => {
    for (const channels of [1, 3, 4, 10, 64]) {
      const shape = [3, 5, 4, channels];
      await expectSame([draw(...shape), draw(channels), draw(...shape)], (x, b, dy) => {
        const f = (a: tf.Tensor, bias: tf.Tensor) => biasRelu(a, bias as tf.Tensor1D);
        return [f(x, b), ...tf.grads(f)([x, b], dy)];
      });
    }
  });

  it('averages over pixels, forward and back', async () => {
    for (const channels of [1, 3, 4, 10, 64]) {
      const shape = [3, 5, between(1, 20), channels];
      await expectSame([draw(...shape), draw(3, channels)], (x, dy) => {
        const f = (a: tf.Tensor) => globalAverage(a as tf.Tensor4D);
        return [f(x), tf.grad(f)(x, dy)];
      });
    }
  });

  it('batch normalisation, ReLU and pooling, forward and back: thirty random shapes', async () => {
    for (let i = 0; i < 30; i++) {
      const pool = (
        [
          [1, 1],
          [2, 2],
          [2, 1],
        ] as [number, number][]
      )[i] ?? [between(1, 3), between(1, 3)];
      const channels = random.below(2) ? 4 * between(1, 5) : between(1, 21);
      const x = draw(between(2, 4), between(3, 9), between(3, 9), channels);
      // A mean far from 0 in every channel. The drawn gammas are of both signs.
      x.data.forEach((v, j) => {
        x.data[j] = 3 * v + 40 * (j % channels);
      });
      const y = [x.shape[0], Math.floor(x.shape[1] / pool[0]), Math.floor(x.shape[2] / pool[1]), channels];
      await expectSame([x, draw(channels), draw(channels), draw(...y)], (a, g, b, dy) => {
        const moments: tf.Tensor[] = [];
        const f = (p: tf.Tensor, q: tf.Tensor, r: tf.Tensor) =>
          normReluPool(p as tf.Tensor4D, q as tf.Tensor1D, r as tf.Tensor1D, 1e-3, pool, (mean, variance) => {
            moments.push(tf.keep(tf.clone(mean)), tf.keep(tf.clone(variance)));
          });
        return [f(a, g, b), ...tf.grads(f)([a, g, b], dy), ...moments];
      });
    }
  });

  it('gives the same bits each time, also where the heap grows on the way', async () => {
    const { memory } = (backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } }).asm;
    const x = tf.randomNormal([4, 90, 50, 8], 0, 1, 'float32', 3) as tf.Tensor4D;
    const w = tf.randomNormal([3, 3, 8, 8], 0, 1, 'float32', 4) as tf.Tensor4D;
    const [gamma, beta] = [tf.ones([8]), tf.zeros([8])] as tf.Tensor1D[];
    const f = (a: tf.Tensor, b: tf.Tensor) =>
      normReluPool(
        tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'),
        gamma,
        beta,
        1e-3,
        [2, 2],
        () => {},
      );
    const kept: tf.Tensor[] = [];
    let first: Buffer[] | undefined;
    const start = memory.buffer.byteLength;
    for (let i = 0; i < 60 && memory.buffer.byteLength === start; i++) {
      const results = [f(x, w), ...tf.grads(f)([x, w])];
      kept.push(...results);
      const numbers = results.map((r) => Buffer.from((r.dataSync() as Float32Array).buffer));
      first ??= numbers;
      expect(numbers.every((bytes, j) => bytes.equals(first![j]))).toBe(true);
    }
    expect(memory.buffer.byteLength).toBeGreaterThan(start);
    tf.dispose([x, w, gamma, beta, ...kept]);
  });

  it('gives back every tensor and all scratch', () => {
    const module = backend.wasm as unknown as Record<'_malloc' | '_free', (n: number) => number>;
    const { _malloc, _free } = module;
    const taken = new Set<number>();
    module._malloc = (bytes) => {
      const at = _malloc(bytes);
      taken.add(at);
      return at;
    };
    module._free = (at) => {
      taken.delete(at);
      return _free(at);
    };
    const { numTensors } = tf.memory();
    try {
      tf.tidy(() => {
        const x = tf.ones<tf.Rank.R4>([2, 8, 8, 3]);
        const w = tf.ones<tf.Rank.R4>([3, 3, 3, 4]);
        const [gamma, beta] = [tf.ones([4]), tf.zeros([4])] as tf.Tensor1D[];
        tf.grads((a: tf.Tensor, b: tf.Tensor) => {
          const y = normReluPool(
            tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'),
            gamma,
            beta,
            1e-3,
            [2, 2],
            () => {},
          );
          return biasRelu(tf.maxPool(y, 2, 2, 'valid'), gamma);
        })([x, w]);
      });
    } finally {
      Object.assign(module, { _malloc, _free });
    }
    expect(taken.size).toBe(0);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

it('says so where the backend’s memory is shared between threads', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  const threaded = { wasm: { asm: { memory } } } as unknown as BackendWasm;
  expect(() => TrainingKernels.of(threaded)).toThrow(NoBackendError);
});

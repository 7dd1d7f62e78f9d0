import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AdamWScalars, accumulate, adamwStep, sumOfSquares } from './adamw.ts';
import { bothBuilds, draw, useBuild } from './testing/compare.ts';

const BETAS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

function scalars(step: number, rest: Partial<AdamWScalars>): AdamWScalars {
  const correction1 = 1 / (1 - BETAS.beta1 ** step);
  const rootCorrection2 = 1 / Math.sqrt(1 - BETAS.beta2 ** step);
  const still = { learningRate: 0, weightDecay: 0, gradientScale: 1 };
  return { ...BETAS, correction1, rootCorrection2, ...still, ...rest };
}

describe.each(bothBuilds())('in-place updates, %s build', (build) => {
  let backend: BackendWasm;

  beforeAll(async () => {
    backend = await useBuild(build);
  });

  it.each([1, 4, 7, 1001])('takes AdamW’s steps on %i parameters', (count) => {
    const rest = { learningRate: 1e-2, weightDecay: 0.1, gradientScale: 0.5 };
    const start = draw(count).data;
    const [p, m, v] = [Float64Array.from(start), new Float64Array(count), new Float64Array(count)];
    const parameter = tf.tensor1d(start);
    const [first, second] = [tf.zeros([count]), tf.zeros([count])];
    for (let step = 1; step <= 20; step++) {
      const g = draw(count).data;
      const gradient = tf.tensor1d(g);
      adamwStep(backend, { parameter, gradient, first, second }, scalars(step, rest));
      gradient.dispose();
      // torch.optim.AdamW's own order of operations, in double precision.
      for (let i = 0; i < count; i++) {
        const gi = g[i] * rest.gradientScale;
        p[i] *= 1 - rest.learningRate * rest.weightDecay;
        m[i] = 0.9 * m[i] + 0.1 * gi;
        v[i] = 0.999 * v[i] + 0.001 * gi * gi;
        const denominator = Math.sqrt(v[i]) / Math.sqrt(1 - 0.999 ** step) + 1e-8;
        p[i] -= ((rest.learningRate / (1 - 0.9 ** step)) * m[i]) / denominator;
      }
    }
    for (const [got, truth] of [
      [parameter, p],
      [first, m],
      [second, v],
    ] as const) {
      got.dataSync().forEach((x, i) => {
        expect(Math.abs(x - truth[i])).toBeLessThan(2e-6);
      });
    }
    tf.dispose([parameter, first, second]);
  });

  it('moves an average towards a value', () => {
    const [average, value] = [tf.tensor1d([1, 2, 3, 4, 5]), tf.tensor1d([2, 2, 2, 2, 15])];
    accumulate(backend, average, value, 0.75);
    expect([...average.dataSync()]).toEqual([1.25, 2, 2.75, 3.5, 7.5]);
    tf.dispose([average, value]);
  });

  it('sums squares', () => {
    for (const count of [1, 5, 1000, 4099]) {
      const { data } = draw(count);
      const x = tf.tensor1d(data);
      const truth = data.reduce((sum, v) => sum + v * v, 0);
      expect(sumOfSquares(backend, x) / truth).toBeCloseTo(1, 6);
      x.dispose();
    }
  });
});

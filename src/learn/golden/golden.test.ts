import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { learningRateAt } from '../../core/dataset/schedule.ts';
import type { Schedule } from '../../core/recipe/recipe.ts';
import { AdamW } from '../adamw.ts';
import { activateBackend } from '../backends.ts';
import { gradientScale } from '../clipGradients.ts';
import { weightedCrossEntropy } from '../loss.ts';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';
import { WeightAverage } from '../weightAverage.ts';
import golden from './golden.json' with { type: 'json' };
import { Noise } from './noise.ts';

/** Largest difference allowed, as a share of the largest value of its kind: float32 rounding, summed over the steps. */
const BAR = 2e-6;

/** How far apart two lists of arrays are, as a share of each array's largest value in theirs. */
function largestDifference(ours: readonly ArrayLike<number>[], theirs: readonly number[][]): number {
  expect(ours.map((array) => array.length)).toEqual(theirs.map((array) => array.length));
  let largest = 0;
  theirs.forEach((array, k) => {
    const scale = Math.max(...array.map(Math.abs)) || 1;
    array.forEach((value, i) => {
      // NaN must not pass for close.
      expect(ours[k][i]).not.toBeNaN();
      largest = Math.max(largest, Math.abs(ours[k][i] - value) / scale);
    });
  });
  return largest;
}

function drawVariables(noise: Noise, shapes: number[][]): tf.Variable[] {
  return shapes.map((shape) => tf.variable(tf.tensor(noise.draw(tf.util.sizeFromShape(shape)), shape)));
}

function drawGradients(noise: Noise, magnitude: number, shapes: number[][]): tf.Tensor[] {
  return shapes.map((shape) => {
    const gradient = noise.draw(tf.util.sizeFromShape(shape)).map((v) => Math.fround(magnitude) * v);
    return tf.tensor(gradient, shape);
  });
}

function byName(variables: tf.Variable[], gradients: tf.Tensor[]): tf.NamedTensorMap {
  return Object.fromEntries(variables.map(({ name }, i) => [name, gradients[i]]));
}

const read = (tensors: tf.Tensor[]) => tensors.map((tensor) => tensor.dataSync());

describe.each(['cpu', 'wasm'] as const)('equal to PyTorch on %s', (backend) => {
  beforeAll(async () => {
    expect(await activateBackend(backend, WASM_FOLDER)).toBe(true);
  });

  it.each(golden.adamw.cases)('AdamW, $name', async ({ weightDecay, clipNorm, magnitudes, shown }) => {
    const { shapes, learningRates } = golden.adamw;
    const noise = new Noise(1);
    const parameters = drawVariables(noise, shapes);
    const optimiser = new AdamW(parameters, weightDecay);
    for (const [i, learningRate] of learningRates.entries()) {
      const step = i + 1;
      const gradients = drawGradients(noise, magnitudes[step % magnitudes.length], shapes);
      const named = byName(parameters, gradients);
      const scale = clipNorm > 0 ? gradientScale(named, clipNorm) : undefined;
      optimiser.step(named, learningRate, scale);
      tf.dispose([...gradients, scale ?? []]);
      const expected = shown.find((entry) => entry.step === step);
      if (!expected) continue;
      const { first, second, steps } = await optimiser.state();
      expect(steps).toBe(step);
      expect(largestDifference(first, expected.first)).toBeLessThan(BAR);
      expect(largestDifference(second, expected.second)).toBeLessThan(BAR);
      expect(largestDifference(read(parameters), expected.parameters)).toBeLessThan(BAR);
    }
    optimiser.dispose();
    tf.dispose(parameters);
  });

  it.each(golden.clipping.cases)(
    'gradients of $magnitude clipped to $maxNorm',
    ({ magnitude, maxNorm, clipped }) => {
      const gradients = drawGradients(new Noise(2), magnitude, golden.clipping.shapes);
      const scale = gradientScale(Object.fromEntries(gradients.entries()), maxNorm);
      const ours = gradients.map((gradient) => tf.mul(gradient, scale));
      expect(largestDifference(read(ours), clipped)).toBeLessThan(BAR);
      tf.dispose([...gradients, ...ours, scale]);
    },
  );

  it.each(golden.averaging.cases)('running average of weights, decay $decay', async ({ decay, shown }) => {
    const { shapes, updates } = golden.averaging;
    const noise = new Noise(3);
    const variables = drawVariables(noise, shapes);
    const average = new WeightAverage(variables, decay);
    for (let update = 1; update <= updates; update++) {
      tf.tidy(() => {
        const moves = drawGradients(noise, 0.1, shapes);
        variables.forEach((variable, i) => {
          variable.assign(tf.add(variable, moves[i]));
        });
      });
      average.update();
      const expected = shown.find((entry) => entry.update === update);
      if (expected) {
        expect(largestDifference(await average.snapshot(), expected.averages)).toBeLessThan(BAR);
      }
    }
    average.dispose();
    tf.dispose(variables);
  });

  it.each(golden.loss.cases)('loss and its gradient, $name', ({ targets, weights, loss, gradient }) => {
    const [clips, classes] = golden.loss.shape;
    tf.tidy(() => {
      const logits = tf.tensor2d(golden.loss.logits, [clips, classes]);
      const ours = tf.valueAndGrad((z) =>
        weightedCrossEntropy(z as tf.Tensor2D, tf.tensor2d(targets, [clips, classes]), tf.tensor1d(weights)),
      )(logits);
      expect(largestDifference([ours.value.dataSync()], [[loss]])).toBeLessThan(BAR);
      expect(largestDifference([ours.grad.dataSync()], [gradient])).toBeLessThan(BAR);
    });
  });
});

it('the loss is CrossEntropyLoss’s where it claims to be', () => {
  const { cases, shape, plainCrossEntropy, weightedCrossEntropy: torch, weightsOfBatch } = golden.loss;
  const hard = cases.find(({ name }) => name === 'hard')!;
  const weighted = cases.find(({ name }) => name === 'hard, weighted')!;
  expect(hard.loss).toBeCloseTo(plainCrossEntropy, 5);
  // PyTorch divides by the weights, ours by the clips.
  expect(weighted.loss * shape[0]).toBeCloseTo(torch * weightsOfBatch, 5);
});

it.each(golden.schedules)('$schedule schedule of $steps steps, warm-up $warmUp', (entry) => {
  const settings = { ...entry, schedule: entry.schedule as Schedule };
  entry.rates.forEach((rate, step) => {
    expect(Math.abs(learningRateAt(step, entry.steps, settings) - rate)).toBeLessThan(
      1e-12 * entry.learningRate,
    );
  });
});

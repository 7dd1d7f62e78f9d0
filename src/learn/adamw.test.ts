import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../core/dataset/random.ts';
import { AdamW } from './adamw.ts';
import { activateBackend } from './backends.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';

// Its numbers are tested against PyTorch's in golden/.
describe.each(['cpu', 'wasm'] as const)('AdamW on %s', (backend) => {
  beforeAll(async () => {
    await activateBackend(backend, WASM_FOLDER);
  });

  function parameters(): tf.Variable[] {
    return tf.tidy(() => [tf.variable(tf.ones([5, 3])), tf.variable(tf.ones([3]))]);
  }

  function takeSteps(optimiser: AdamW, weights: tf.Variable[], random: Random, count: number): void {
    for (let i = 0; i < count; i++) {
      tf.tidy(() => {
        const gradients = weights.map((weight) => [
          weight.name,
          tf.tensor(
            Float32Array.from({ length: weight.size }, () => random.normal()),
            weight.shape,
          ),
        ]);
        optimiser.step(Object.fromEntries(gradients), 0.01);
      });
    }
  }

  it('goes on from a saved state to the same bits', async () => {
    const random = new Random(3);
    const whole = parameters();
    const optimiser = new AdamW(whole, 0.1);
    takeSteps(optimiser, whole, random, 7);
    const state = structuredClone(await optimiser.state());
    const generator = random.state;
    const weights = whole.map((weight) => weight.dataSync().slice());
    takeSteps(optimiser, whole, random, 5);

    const resumed = weights.map((values, i) => tf.variable(tf.tensor(values, whole[i].shape)));
    const successor = new AdamW(resumed, 0.1);
    successor.restore(state);
    random.state = generator;
    takeSteps(successor, resumed, random, 5);
    resumed.forEach((weight, i) => {
      expect(weight.dataSync()).toEqual(whole[i].dataSync());
    });
    expect(await successor.state()).toEqual(await optimiser.state());
  });

  it('hands out a state that may be transferred, and keeps none it is given', async () => {
    const weights = parameters();
    const optimiser = new AdamW(weights, 0);
    takeSteps(optimiser, weights, new Random(1), 2);
    const before = await optimiser.state();
    const kept = structuredClone(before);
    structuredClone(before, { transfer: before.first.map((array) => array.buffer as ArrayBuffer) });
    expect(await optimiser.state()).toEqual(kept);
    const given = structuredClone(kept);
    optimiser.restore(given);
    structuredClone(given, { transfer: given.second.map((array) => array.buffer as ArrayBuffer) });
    expect(await optimiser.state()).toEqual(kept);
  });

  it('refuses the state of another network and stays as it was', async () => {
    const weights = parameters();
    const optimiser = new AdamW(weights, 0);
    takeSteps(optimiser, weights, new Random(1), 2);
    const own = await optimiser.state();
    const other = { ...own, steps: 9, second: [own.second[0], new Float32Array(4)] };
    expect(() => optimiser.restore(other)).toThrow(RangeError);
    expect(() => optimiser.restore({ ...own, first: own.first.slice(1) })).toThrow(RangeError);
    expect(await optimiser.state()).toEqual(own);
  });

  it('multiplies gradients by the scale it is given', async () => {
    const ends = [];
    for (const [size, scale] of [
      [2, 0.25],
      [0.5, undefined],
    ] as const) {
      const weights = parameters();
      const optimiser = new AdamW(weights, 0);
      tf.tidy(() => {
        const gradients = Object.fromEntries(
          weights.map((weight) => [weight.name, tf.fill(weight.shape, size)]),
        );
        optimiser.step(gradients, 0.1, scale === undefined ? undefined : tf.scalar(scale));
      });
      ends.push(await optimiser.state());
    }
    expect(ends[0]).toEqual(ends[1]);
  });

  it('leaves nothing behind', async () => {
    const weights = parameters();
    const before = tf.memory();
    const optimiser = new AdamW(weights, 0.1);
    const moments = tf.memory();
    expect(moments.numTensors).toBe(before.numTensors + 2 * weights.length);
    takeSteps(optimiser, weights, new Random(1), 3);
    optimiser.restore(await optimiser.state());
    expect(tf.memory()).toMatchObject({ numTensors: moments.numTensors, numBytes: moments.numBytes });
    optimiser.dispose();
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });
});

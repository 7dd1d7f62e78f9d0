import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../core/dataset/random.ts';
import { activateBackend } from './backends.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';
import { WeightAverage } from './weightAverage.ts';

// Its numbers are tested against PyTorch's in golden/.
describe.each(['cpu', 'wasm'] as const)('WeightAverage on %s', (backend) => {
  beforeAll(async () => {
    await activateBackend(backend, WASM_FOLDER);
  });

  const weights = () => tf.tidy(() => [tf.variable(tf.zeros([2, 2])), tf.variable(tf.zeros([3]))]);

  function move(variables: tf.Variable[], random: Random): void {
    tf.tidy(() => {
      for (const variable of variables) {
        const values = Float32Array.from({ length: variable.size }, () => random.normal());
        variable.assign(tf.tensor(values, variable.shape));
      }
    });
  }

  it('begins with what is there, forgets it fast, then holds on', async () => {
    const [variable] = weights();
    const average = new WeightAverage([variable], 0.95);
    expect((await average.snapshot())[0][0]).toBe(0);
    variable.assign(tf.ones([2, 2]));
    average.update();
    expect((await average.snapshot())[0][0]).toBeCloseTo(0.9, 6);
    for (let i = 0; i < 400; i++) average.update();
    variable.assign(tf.zeros([2, 2]));
    average.update();
    expect((await average.snapshot())[0][0]).toBeCloseTo(0.95, 6);
  });

  it('goes on from a saved state to the same bits, early decays included', async () => {
    const variables = weights();
    const random = new Random(2);
    const average = new WeightAverage(variables, 0.999);
    const successor = new WeightAverage(variables, 0.999);
    for (let i = 0; i < 5; i++) {
      move(variables, random);
      average.update();
    }
    successor.restore(structuredClone(await average.state()));
    for (let i = 0; i < 5; i++) {
      move(variables, random);
      average.update();
      successor.update();
    }
    expect(await successor.state()).toEqual(await average.state());
  });

  it('refuses the state of another network', async () => {
    const average = new WeightAverage(weights(), 0.9);
    const { values } = await average.state();
    expect(() => average.restore({ updates: 1, values: values.slice(1) })).toThrow(RangeError);
    expect(() => average.restore({ updates: 1, values: [...values].reverse() })).toThrow(RangeError);
  });

  it('leaves nothing behind', async () => {
    const variables = weights();
    const before = tf.memory().numTensors;
    const average = new WeightAverage(variables, 0.9);
    for (let i = 0; i < 3; i++) average.update();
    average.restore(await average.state());
    expect(tf.memory().numTensors).toBe(before + 2);
    average.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

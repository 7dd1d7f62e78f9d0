import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activateBackend } from './backends.ts';
import { nextTask, TrainingControl } from './control.ts';
import { Predictor } from './model.ts';
import { toyJob } from './testing/toyJob.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';
import { train } from './train.ts';
import type { EpochReport } from './training.ts';

// Real training on a shared machine: seconds, not the runner's default patience.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(async () => {
  await activateBackend('wasm', WASM_FOLDER);
});

/** What must repeat: all but the clock. */
function figures(epochs: EpochReport[]) {
  return epochs.map(({ clipsPerSecond: _, elapsedS: __, ...rest }) => rest);
}

describe('train', () => {
  it.each(['classic', 'compact'] as const)(
    '%s learns three easy classes in a few epochs',
    async (architecture) => {
      const result = await train(toyJob(architecture));
      expect(result.status).toBe('finished');
      expect(result.epochs).toHaveLength(5);
      expect(result.epochs[result.bestEpoch - 1].validationUar).toBeGreaterThan(0.9);
      expect(result.epochs[4].trainLoss).toBeLessThan(result.epochs[0].trainLoss);
    },
  );

  it('gives the same curve and weights for the same seed, another for another', async () => {
    const first = await train(toyJob('compact', { epochs: 2 }));
    const again = await train(toyJob('compact', { epochs: 2 }));
    const other = await train(toyJob('compact', { epochs: 2, seed: 2 }));
    expect(figures(again.epochs)).toEqual(figures(first.epochs));
    expect(new Uint8Array(again.last.artifacts.weightData)).toEqual(
      new Uint8Array(first.last.artifacts.weightData),
    );
    expect(other.epochs[0].trainLoss).not.toBe(first.epochs[0].trainLoss);
  });

  it('leaves no tensor behind, in an epoch or after the run', async () => {
    const before = tf.memory().numTensors;
    const during: number[] = [];
    await train(toyJob('compact', { epochs: 3 }), { onEpoch: () => during.push(tf.memory().numTensors) });
    expect(new Set(during).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops when asked and keeps the best so far', async () => {
    const control = new TrainingControl();
    const result = await train(
      toyJob('compact'),
      { onEpoch: ({ epoch }) => epoch === 2 && control.stop() },
      control,
    );
    expect(result.status).toBe('stopped');
    expect(result.epochs).toHaveLength(2);
    expect(result.best.artifacts.weightData.byteLength).toBeGreaterThan(0);
  });

  it('can be stopped before it starts', async () => {
    const control = new TrainingControl();
    control.stop();
    const result = await train(toyJob('compact'), {}, control);
    expect(result).toMatchObject({ status: 'stopped', bestEpoch: 0, epochs: [] });
  });

  it('comes to the same end after a pause', async () => {
    const plain = await train(toyJob('compact', { epochs: 2 }));
    const control = new TrainingControl();
    control.pause();
    const running = train(toyJob('compact', { epochs: 2 }), {}, control);
    await nextTask();
    control.resume();
    expect(figures((await running).epochs)).toEqual(figures(plain.epochs));
  });

  it('names a divergence', async () => {
    const job = toyJob('compact', { epochs: 1 });
    job.train[0].features.data.fill(Number.NaN);
    await expect(train(job)).rejects.toMatchObject({ name: 'TrainingDivergedError' });
  });

  it('keeps the last good epoch when it diverges later', async () => {
    const job = toyJob('compact', { epochs: 3 });
    const result = await train(job, { onEpoch: () => job.train[0].features.data.fill(Number.NaN) });
    expect(result.status).toBe('diverged');
    expect(result.epochs).toHaveLength(1);
    expect(new Float32Array(result.last.artifacts.weightData).every(Number.isFinite)).toBe(true);
  });

  it('needs clips and at least two labels', async () => {
    await expect(train({ ...toyJob('compact'), train: [] })).rejects.toMatchObject({
      name: 'UntrainableJobError',
    });
    await expect(train({ ...toyJob('compact'), labels: ['sad'] })).rejects.toMatchObject({
      name: 'UntrainableJobError',
    });
  });

  it('trains without validation clips: the last epoch is the best', async () => {
    const result = await train({ ...toyJob('classic', { epochs: 1 }), validation: [] });
    expect(result.bestEpoch).toBe(1);
    expect(result.epochs[0].validationUar).toBeNull();
  });
});

describe('Predictor', () => {
  it('hears as the run’s validation did, after a structured clone', async () => {
    const job = toyJob('compact', { epochs: 3 });
    const result = await train(job);
    const predictor = await Predictor.load(structuredClone(result.best));
    const probabilities = await predictor.predict(job.validation.map((sample) => sample.features));
    predictor.dispose();
    const hits = probabilities.filter((row, i) => row.indexOf(Math.max(...row)) === job.validation[i].label);
    expect(hits.length / job.validation.length).toBe(result.epochs[result.bestEpoch - 1].validationAccuracy);
    for (const row of probabilities) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  });

  it('leaves no tensor behind', async () => {
    const { best } = await train(toyJob('classic', { epochs: 1 }));
    const before = tf.memory().numTensors;
    const predictor = await Predictor.load(best);
    const loaded = tf.memory().numTensors;
    await predictor.predict([{ frames: 130, coefficients: 16, data: new Float32Array(130 * 16) }]);
    expect(tf.memory().numTensors).toBe(loaded);
    predictor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activateBackend } from './backends.ts';
import type { Checkpoint } from './checkpoint.ts';
import { nextTask, TrainingControl } from './control.ts';
import { allFinite } from './snapshot.ts';
import { toyJob } from './testing/toyJob.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';
import { train } from './train.ts';
import type { EpochReport, TrainingJob, TrainingResult } from './training.ts';

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
    expect(again.last).toEqual(first.last);
    expect(other.epochs[0].trainLoss).not.toBe(first.epochs[0].trainLoss);
  });

  it('leaves no tensor behind, in an epoch or after the run', async () => {
    const before = tf.memory().numTensors;
    const during: number[] = [];
    await train(toyJob('compact', { epochs: 3 }), {
      hooks: { onEpoch: () => during.push(tf.memory().numTensors) },
    });
    expect(new Set(during).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops when asked and keeps the best so far', async () => {
    const control = new TrainingControl();
    const result = await train(toyJob('compact'), {
      hooks: {
        onEpoch: ({ epoch }) => {
          if (epoch === 2) control.stop();
        },
      },
      control,
    });
    expect(result.status).toBe('stopped');
    expect(result.epochs).toHaveLength(2);
    expect(result.best.artifacts.weightData.byteLength).toBeGreaterThan(0);
  });

  it('can be stopped before it starts', async () => {
    const control = new TrainingControl();
    control.stop();
    const result = await train(toyJob('compact'), { control });
    expect(result).toMatchObject({ status: 'stopped', bestEpoch: 0, epochs: [] });
  });

  it('comes to the same end after a pause', async () => {
    const plain = await train(toyJob('compact', { epochs: 2 }));
    const control = new TrainingControl();
    control.pause();
    const running = train(toyJob('compact', { epochs: 2 }), { control });
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
    const result = await train(job, {
      hooks: { onEpoch: () => job.train[0].features.data.fill(Number.NaN) },
    });
    expect(result.status).toBe('diverged');
    expect(result.epochs).toHaveLength(1);
    expect(allFinite(result.last)).toBe(true);
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

describe('train, resumed', () => {
  /** All that a recipe can ask for, so that every piece's state has to be right. */
  const everything = {
    epochs: 5,
    ema: 0.9,
    clipNorm: 1,
    schedule: 'cosine',
    dropout: 0.3,
    mixup: 0.3,
    speedPerturbation: 0.1,
    specAugment: true,
  } as const;

  async function checkpointsOf(
    job: TrainingJob,
  ): Promise<{ result: TrainingResult; checkpoints: Checkpoint[] }> {
    const checkpoints: Checkpoint[] = [];
    const result = await train(job, {
      hooks: { onEpoch: (_, checkpoint) => checkpoints.push(structuredClone(checkpoint)) },
    });
    return { result, checkpoints };
  }

  it.each(['cpu', 'wasm'] as const)('goes on to the very bit from every epoch: %s', async (backend) => {
    await activateBackend(backend, WASM_FOLDER);
    const job = toyJob('compact', { ...everything, epochs: backend === 'cpu' ? 2 : 5 });
    const { result: whole, checkpoints } = await checkpointsOf(job);
    for (const resume of checkpoints) {
      const resumed = await train(job, { resume });
      expect(figures(resumed.epochs)).toEqual(figures(whole.epochs));
      expect(resumed.bestEpoch).toBe(whole.bestEpoch);
      expect(resumed.last).toEqual(whole.last);
      expect(new Uint8Array(resumed.best.artifacts.weightData)).toEqual(
        new Uint8Array(whole.best.artifacts.weightData),
      );
    }
  });

  it('goes on with half the batch, from the same epoch', async () => {
    const { checkpoints } = await checkpointsOf(toyJob('compact', { epochs: 2 }));
    const job = toyJob('compact', { epochs: 3, batchSize: 8 });
    const resumed = await train(job, { resume: checkpoints[1] });
    expect(resumed.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it('gives the best epoch at once where it is stopped before it goes on', async () => {
    const job = toyJob('compact', { epochs: 4 });
    const { checkpoints } = await checkpointsOf(job);
    const control = new TrainingControl();
    control.stop();
    const resumed = await train(job, { resume: checkpoints[2], control });
    expect(resumed.status).toBe('stopped');
    expect(resumed.bestEpoch).toBe(checkpoints[2].best.epoch);
  });
});

describe('train, by its recipe', () => {
  it('ends by itself where the validation UAR rises no more', async () => {
    const result = await train(toyJob('compact', { epochs: 60, patience: 3 }));
    expect(result.status).toBe('stopped-early');
    expect(result.epochs.length).toBeLessThan(60);
  });

  it('keeps the averaged weights where the recipe asks for them', async () => {
    const plain = await train(toyJob('compact', { epochs: 2 }));
    const averaged = await train(toyJob('compact', { epochs: 2, ema: 0.9 }));
    expect(averaged.epochs[0].trainLoss).toBe(plain.epochs[0].trainLoss);
    expect(averaged.epochs[1].trainLoss).toBe(plain.epochs[1].trainLoss);
    expect(averaged.epochs[1].validationLoss).not.toBe(plain.epochs[1].validationLoss);
  });

  it('stops a loss that runs away, however finite', async () => {
    const job = toyJob('classic', { epochs: 30, learningRate: 50, warmUp: 0.5, schedule: 'constant' });
    const ended = await train(job).catch((error: Error) => error);
    if (ended instanceof Error) expect(ended.name).toBe('TrainingDivergedError');
    else expect(ended.status).toBe('diverged');
  });

  it('500 epochs leave tensors, bytes and the heap as they were', async () => {
    const held: { tensors: number; bytes: number }[] = [];
    const heap: number[] = [];
    const job = toyJob('compact', { epochs: 500, batchSize: 8, ema: 0.9, clipNorm: 1 });
    job.train.length = 8;
    job.validation.length = 3;
    await train(job, {
      hooks: {
        onEpoch: ({ epoch }) => {
          const { numTensors, numBytes } = tf.memory();
          held.push({ tensors: numTensors, bytes: numBytes });
          // What the engine keeps of the curves themselves is a few kilobytes.
          if (epoch % 100 === 0) heap.push(process.memoryUsage().rss / 2 ** 20);
        },
      },
    });
    expect(held).toHaveLength(500);
    expect(new Set(held.map(({ tensors }) => tensors)).size).toBe(1);
    expect(new Set(held.map(({ bytes }) => bytes)).size).toBe(1);
    expect(heap[4] - heap[0]).toBeLessThan(64);
  });
});

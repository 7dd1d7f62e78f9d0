import { beforeEach, describe, expect, it, vi } from 'vitest';
import { continueRun } from './continuing.ts';
import { useModel } from './model.ts';
import { useRecipe } from './recipe.ts';
import { useRun } from './run.ts';
import { deleteRun, unfinishedRun } from './runs.ts';
import { sideBySide } from './series.ts';
import { probe } from './testing/backend.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { type FakeTrainer, trainers } from './testing/trainers.ts';
import {
  BATCH_SIZE,
  beginVisit,
  CORES,
  failing,
  finish,
  inUse,
  memberStates,
  phase,
  rows,
  told,
  train,
} from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

const seedsOf = (trainer: FakeTrainer) => trainer.requests.map(({ recipe }) => recipe.training.seed);

describe('side by side', () => {
  it('are no more than there are cores', () => {
    expect(sideBySide('wasm', 3)).toBe(CORES);
    expect(sideBySide('cpu', 1)).toBe(1);
  });

  it.each(['webgpu', 'webgl'] as const)('is one at a time on %s', (backend) => {
    expect(sideBySide(backend, 3)).toBe(1);
  });
});

describe('a series of three on two cores', () => {
  it('trains two at once, and the third where one ends', async () => {
    await train(3);
    expect(rows().map(({ name }) => name)).toEqual(['Run 1 · seed 1', 'Run 1 · seed 2', 'Run 1 · seed 3']);
    expect(trainers.map(seedsOf)).toEqual([[1], [2]]);
    expect(memberStates()).toEqual(['training', 'training', 'waiting']);
    await finish(trainers[1]);
    expect(trainers.map(seedsOf)).toEqual([[1], [2, 3]]);
    expect(memberStates()).toEqual(['training', 'done', 'training']);
  });

  it('is done when all are, in whatever order', async () => {
    await train(3);
    await finish(trainers[1]);
    await finish(trainers[1]);
    expect(phase()).toBe('training');
    trainers[0].epoch(0.4);
    await finish(trainers[0]);
    expect(useRun.getState()).toMatchObject({ phase: 'done', timing: null, bestEpoch: null });
    expect(rows().map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
  });

  it('gives back what runs beside the first lane took, once no more of them is to come', async () => {
    await train(3);
    await finish(trainers[1]);
    // The worker has started and proved itself, and offline there would be no other.
    expect(trainers.map(({ terminations }) => terminations)).toEqual([0, 0]);
    await finish(trainers[1]);
    expect(phase()).toBe('training');
    expect(trainers.map(({ terminations }) => terminations)).toEqual([0, 1]);
  });

  it('begins anew at 0 where seeds come to an end', async () => {
    const { recipe } = useRecipe.getState();
    useRecipe.setState({ recipe: { ...recipe, training: { ...recipe.training, seed: 2 ** 32 - 1 } } });
    await train(2);
    expect(trainers.map(seedsOf)).toEqual([[2 ** 32 - 1], [0]]);
  });

  it('trains one after the other on a GPU, on one trainer', async () => {
    probe.chosen = 'webgpu';
    await train(2);
    expect(memberStates()).toEqual(['training', 'waiting']);
    await finish(trainers[0]);
    expect(memberStates()).toEqual(['done', 'training']);
    await finish(trainers[0]);
    expect(phase()).toBe('done');
    expect(trainers).toHaveLength(1);
  });

  it('tries a backend that one of it has lost with none of those begun later', async () => {
    probe.chosen = 'webgpu';
    await train(3);
    await failing(trainers[0], 'BackendLostError');
    await finish(trainers[0]);
    trainers[0].epoch(0.5);
    await quiet();
    expect(rows()[1]).toMatchObject({ status: 'unfinished', backend: 'cpu' });
    await finish(trainers[0]);
    await finish(trainers[0]);
    expect(trainers[0].requests.map(({ backend }) => backend)).toEqual(['webgpu', 'cpu', 'cpu', 'cpu']);
    expect(rows().map(({ backend }) => backend)).toEqual(['cpu', 'cpu', 'cpu']);
    expect(told()).toEqual(['BackendLostError, says the trainer.']);
  });
});

describe('of a series in use', () => {
  it('is the best by its validation, though another did better in the test', async () => {
    await train(2);
    await finish(trainers[0], 0.5, { rightly: true });
    await finish(trainers[1], 0.8, { rightly: false });
    expect(rows().map(({ test }) => test?.uar)).toEqual([1, 0]);
    expect(inUse()).toBe(rows()[1].id);
  });

  it('is the best of those too that had ended before it was cut off', async () => {
    await train(2);
    await failing(trainers[0], 'KeptDataLostError');
    await finish(trainers[1], 0.9);
    useModel.setState({ model: null });
    void continueRun(rows()[0].id);
    await quiet();
    await finish(trainers[0], 0.5);
    expect(rows().map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(inUse()).toBe(rows()[1].id);
  });
});

describe('a run of a series that is deleted', () => {
  it('once it is done is not taken into use, though it was the best', async () => {
    await train(2);
    await finish(trainers[0], 0.9);
    await deleteRun(rows()[0].id);
    await finish(trainers[1], 0.5);
    expect(phase()).toBe('done');
    expect(rows().map(({ id }) => id)).toEqual([inUse()]);
  });

  it('while it is under way stays deleted, though it diverges', async () => {
    await train(2);
    await deleteRun(rows()[0].id);
    await failing(trainers[0], 'TrainingDivergedError');
    await finish(trainers[1]);
    expect(rows()).toHaveLength(1);
    expect(kept.runs.rows.size).toBe(1);
  });
});

describe('a series of which one fails', () => {
  it('goes on with the others, and tells what failed', async () => {
    await train(3);
    await failing(trainers[0], 'KeptDataLostError');
    expect(memberStates()).toEqual(['failed', 'training', 'training']);
    expect(phase()).toBe('training');
    await finish(trainers[0]);
    await finish(trainers[1]);
    expect(phase()).toBe('done');
    expect(told()).toEqual(['KeptDataLostError, says the trainer.']);
    expect(rows().map(({ status }) => status)).toEqual(['unfinished', 'finished', 'finished']);
    expect(unfinishedRun()?.id).toBe(rows()[0].id);
  });

  it('offers half the clips per step where memory ran out', async () => {
    await train(2);
    await failing(trainers[1], 'OutOfMemoryError');
    await finish(trainers[0]);
    expect(useRun.getState()).toMatchObject({ phase: 'done', smallerBatch: BATCH_SIZE / 2 });
  });

  it('offers that too where another failed before of something else', async () => {
    await train(3);
    await failing(trainers[0], 'KeptDataLostError');
    await failing(trainers[1], 'OutOfMemoryError');
    await finish(trainers[0]);
    expect(useRun.getState()).toMatchObject({ phase: 'done', smallerBatch: BATCH_SIZE / 2 });
    expect(told()).toEqual(['OutOfMemoryError, says the trainer.']);
  });

  it('offers it where none came to its end', async () => {
    await train(2);
    await failing(trainers[0], 'KeptDataLostError');
    await failing(trainers[1], 'OutOfMemoryError');
    expect(useRun.getState()).toMatchObject({ phase: 'failed', smallerBatch: BATCH_SIZE / 2 });
  });

  it('has failed where all have', async () => {
    await train(2);
    await failing(trainers[0], 'KeptDataLostError');
    await failing(trainers[1], 'KeptDataLostError');
    expect(phase()).toBe('failed');
    expect(inUse()).toBeNull();
  });

  it('offers one no more that diverged in its first epoch', async () => {
    await train(2);
    await failing(trainers[0], 'TrainingDivergedError');
    expect(rows()[0].status).toBe('diverged');
    await finish(trainers[1]);
    expect(phase()).toBe('done');
    expect(unfinishedRun()).toBeUndefined();
  });

  it('warns of one that diverged later and was kept', async () => {
    await train(2);
    await finish(trainers[0], 0.5, { stopReason: 'diverged' });
    await finish(trainers[1]);
    expect(rows()[0]).toMatchObject({ status: 'diverged', test: { uar: 1 } });
    expect(told()).toEqual(['The loss ran away, so training ended with the last good weights.']);
  });

  it('marks no other run’s best epoch on the first one’s curve', async () => {
    await train(2);
    trainers[0].epoch(0.9);
    await failing(trainers[0], 'KeptDataLostError');
    trainers[1].epoch(0.4);
    await finish(trainers[1], 0.6);
    const { epochs, bestEpoch } = useRun.getState();
    expect(epochs).toHaveLength(1);
    expect(bestEpoch === null || bestEpoch === 1).toBe(true);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useModel } from './model.ts';
import { useRecipe } from './recipe.ts';
import { useRun } from './run.ts';
import { deleteRun, rowOf, runPart, unfinishedRun } from './runs.ts';
import { sideBySide } from './series.ts';
import { continueRun, pauseRun, resumeRun, stopRun } from './starting.ts';
import { probe } from './testing/backend.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { type FakeTrainer, trainers } from './testing/trainers.ts';
import { BATCH_SIZE, beginVisit, inUse, memberStates, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

const CORES = 2;
vi.stubGlobal('navigator', { hardwareConcurrency: CORES });

beforeEach(beginVisit);

/** Trains one epoch and comes to the end. */
async function finish(trainer: FakeTrainer, validationUar = 0.5, how?: Parameters<FakeTrainer['end']>[0]) {
  trainer.epoch(validationUar);
  trainer.end(how);
  await quiet();
}

async function failing(trainer: FakeTrainer, error: string) {
  trainer.fail(error);
  await quiet();
}

const seedsOf = (trainer: FakeTrainer) => trainer.requests.map(({ recipe }) => recipe.training.seed);
const atWork = () => trainers.filter(({ isTraining }) => isTraining).length;

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
    expect(trainers.map(({ terminations }) => terminations)).toEqual([0, 2]);
  });

  it('gives back what a run beside the first lane took as soon as it is done', async () => {
    await train(3);
    await finish(trainers[1]);
    await finish(trainers[1]);
    expect(trainers.map(({ terminations }) => terminations)).toEqual([0, 2]);
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

describe('pausing', () => {
  it('before anything is at work begins nothing until resumed', async () => {
    const release = kept.runs.gate.hold();
    await train();
    pauseRun();
    expect(phase()).toBe('paused');
    release();
    await quiet();
    expect(atWork()).toBe(0);
    expect(phase()).toBe('paused');
    resumeRun();
    await quiet();
    expect(atWork()).toBe(1);
    expect(phase()).toBe('training');
  });

  it('is told to all at work, and is done when all have come to a halt', async () => {
    await train(2);
    pauseRun();
    expect(phase()).toBe('pausing');
    expect(trainers.map(({ told }) => told.at(-1))).toEqual(['pause', 'pause']);
    trainers[0].pauses();
    expect(phase()).toBe('pausing');
    trainers[1].pauses();
    expect(phase()).toBe('paused');
    resumeRun();
    expect(phase()).toBe('training');
    expect(trainers.map(({ told }) => told.at(-1))).toEqual(['resume', 'resume']);
  });

  it('between two of a series begins no further one until resumed', async () => {
    await train(3);
    pauseRun();
    trainers[0].pauses();
    await finish(trainers[1]);
    expect(phase()).toBe('paused');
    expect(memberStates()).toEqual(['paused', 'done', 'waiting']);
    resumeRun();
    await quiet();
    expect(memberStates()).toEqual(['paused', 'done', 'training']);
    expect(trainers[1].told.at(-1)).toBe('resume');
  });

  it('does not end a run, which goes on to its end', async () => {
    await train();
    pauseRun();
    trainers[0].pauses();
    resumeRun();
    await finish(trainers[0]);
    expect(phase()).toBe('done');
  });

  it('given up before anything is at work leaves nothing', async () => {
    const release = kept.runs.gate.hold();
    await train(3);
    pauseRun();
    stopRun();
    release();
    await quiet();
    expect(phase()).toBe('idle');
    expect(rows()).toEqual([]);
    expect(atWork()).toBe(0);
  });
});

describe('stopping a series', () => {
  it('keeps the best epochs of those at work, and no trace of those not begun', async () => {
    await train(3);
    for (const trainer of trainers) trainer.epoch(0.5);
    await quiet();
    stopRun();
    expect(phase()).toBe('stopping');
    for (const trainer of trainers) trainer.end({ stopReason: 'stopped' });
    await quiet();
    expect(phase()).toBe('done');
    expect(rows().map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    expect(kept.runs.rows.size).toBe(2);
  });

  it('drops one before its first epoch, at once', async () => {
    await train(2);
    trainers[0].epoch(0.5);
    await quiet();
    stopRun();
    await quiet();
    expect(rows()).toHaveLength(1);
    expect(trainers[1].isTraining).toBe(false);
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(phase()).toBe('done');
    expect(told()).toEqual([]);
  });

  it('tells of one that fails over it, though another is given up', async () => {
    await train(2);
    trainers[0].epoch(0.5);
    await quiet();
    stopRun();
    await quiet();
    await failing(trainers[0], 'OutOfMemoryError');
    expect(useRun.getState()).toMatchObject({ phase: 'failed', smallerBatch: BATCH_SIZE / 2 });
    expect(told()).toEqual(['OutOfMemoryError, says the trainer.']);
  });

  it('keeps one that is being tested', async () => {
    probe.chosen = 'webgpu';
    await train(2);
    trainers[0].epoch(0.5);
    trainers[0].tests();
    await quiet();
    stopRun();
    trainers[0].end();
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toMatchObject([{ status: 'finished' }]);
  });

  it('between two of it keeps those that are done', async () => {
    await train(3);
    pauseRun();
    await finish(trainers[0]);
    await finish(trainers[1]);
    expect(phase()).toBe('paused');
    stopRun();
    await quiet();
    expect(phase()).toBe('done');
    expect(rows().map(({ status }) => status)).toEqual(['finished', 'finished']);
  });

  it('before any epoch leaves nothing', async () => {
    await train(3);
    stopRun();
    expect(phase()).toBe('idle');
    await quiet();
    expect(rows()).toEqual([]);
    expect(atWork()).toBe(0);
  });
});

/** A series of three of which the first got through an epoch before all failed. */
async function cutOff() {
  await train(3);
  trainers[0].epoch(0.5);
  await failing(trainers[0], 'KeptDataLostError');
  await failing(trainers[0], 'KeptDataLostError');
  await failing(trainers[1], 'KeptDataLostError');
  return rows();
}

describe('a series that was cut off', () => {
  it('goes on with all its runs, whichever is named', async () => {
    const [first, , third] = await cutOff();
    void continueRun(third.id);
    await quiet();
    expect(trainers.map(({ request }) => request.recipe.training.seed)).toEqual([1, 2]);
    expect(trainers.map(({ request }) => request.resume?.epochs.length)).toEqual([1, undefined]);
    expect(useRun.getState().members[0]).toMatchObject({ id: first.id, fraction: 0.25 });
  });

  it('ends with the best epochs of those alone that have any', async () => {
    const [first, second, third] = await cutOff();
    void continueRun(first.id, { stop: true });
    await quiet();
    expect(useRun.getState().members.map(({ id }) => id)).toEqual([first.id]);
    expect(trainers[0].request.stop).toBe(true);
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(rows()).toMatchObject([{ status: 'stopped' }, second, third]);
  });

  it('keeps what is not begun yet and has a checkpoint, when it is stopped', async () => {
    await train(3);
    for (const trainer of trainers) trainer.epoch(0.5);
    await failing(trainers[0], 'KeptDataLostError');
    trainers[0].epoch(0.5);
    await failing(trainers[0], 'KeptDataLostError');
    await failing(trainers[1], 'KeptDataLostError');
    void continueRun(rows()[0].id);
    await quiet();
    stopRun();
    for (const trainer of trainers) trainer.end({ stopReason: 'stopped' });
    await quiet();
    expect(rows().map(({ status }) => status)).toEqual(['stopped', 'stopped', 'unfinished']);
    expect(await runPart(rows()[2].id, 'checkpoint')).not.toBeNull();
  });

  it('goes on with fewer clips per step in all its runs', async () => {
    const begun = await cutOff();
    void continueRun(begun[0].id, { batchSize: 4 });
    await quiet();
    expect(trainers.map(({ request }) => request.recipe.training.batchSize)).toEqual([4, 4]);
    expect(begun.map(({ id }) => rowOf(id)?.name)).toEqual([
      'Run 1 · seed 1, 4 clips per step from epoch 2',
      'Run 1 · seed 2, 4 clips per step from epoch 1',
      'Run 1 · seed 3, 4 clips per step from epoch 1',
    ]);
  });
});

describe('a worker that dies', () => {
  it('is told nothing that it was not told before, and goes on from the checkpoint', async () => {
    await train();
    trainers[0].epoch(0.5);
    await failing(trainers[0], 'WorkerCrashedError');
    expect(trainers[0].request.resume?.epochs).toHaveLength(1);
    expect(trainers[0].told).toEqual(['resume']);
    expect(phase()).toBe('training');
    expect(told()).toEqual(['WorkerCrashedError, says the trainer.']);
  });

  it('while it is to pause stays to be paused', async () => {
    await train();
    trainers[0].epoch(0.5);
    pauseRun();
    await failing(trainers[0], 'WorkerCrashedError');
    expect(phase()).toBe('pausing');
    expect(trainers[0].told.at(-1)).toBe('pause');
    trainers[0].pauses();
    expect(phase()).toBe('paused');
  });

  it('while it is to stop still keeps the best', async () => {
    await train();
    trainers[0].epoch(0.5);
    await quiet();
    stopRun();
    await failing(trainers[0], 'WorkerCrashedError');
    expect(trainers[0].told.at(-1)).toBe('stop');
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(rows()).toMatchObject([{ status: 'stopped', bestEpoch: 1 }]);
  });
});

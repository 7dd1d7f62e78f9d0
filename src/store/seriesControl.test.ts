import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pauseRun, resumeRun, stopRun } from './attempt.ts';
import { useRun } from './run.ts';
import { probe } from './testing/backend.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { trainers } from './testing/trainers.ts';
import {
  BATCH_SIZE,
  beginVisit,
  failing,
  finish,
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

const atWork = () => trainers.filter(({ isTraining }) => isTraining).length;

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

  it('keeps the best epochs of one that came after another on the same worker', async () => {
    await train(3);
    await finish(trainers[1]);
    trainers[1].epoch(0.5);
    await quiet();
    stopRun();
    trainers[1].end({ stopReason: 'stopped' });
    await quiet();
    expect(rows().map(({ status }) => status)).toEqual(['finished', 'stopped']);
  });

  it('between two of it, of which none is done, leaves the next the workers that it begins with', async () => {
    await train(4);
    pauseRun();
    for (const trainer of trainers) await failing(trainer, 'KeptDataLostError');
    expect(phase()).toBe('paused');
    const release = kept.runs.removal.hold();
    stopRun();
    expect(phase()).toBe('idle');
    expect(trainers.map(({ terminations }) => terminations)).toEqual([0, 1]);
    await train(2);
    release();
    await quiet();
    expect(atWork()).toBe(2);
    expect(trainers[1].terminations).toBe(1);
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

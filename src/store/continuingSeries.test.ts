import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stopRun } from './attempt.ts';
import { continueRun } from './continuing.ts';
import { useRun } from './run.ts';
import { rowOf, runPart } from './runs.ts';
import { quiet } from './testing/gate.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, cutOffSeries, failing, finish, memberStates, rows, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

describe('a series that was cut off', () => {
  it('goes on with all its runs, whichever is named', async () => {
    const [first, , third] = await cutOffSeries();
    void continueRun(third.id);
    await quiet();
    expect(trainers.map(({ request }) => request.recipe.training.seed)).toEqual([1, 2]);
    expect(trainers.map(({ request }) => request.resume?.epochs.length)).toEqual([1, undefined]);
    expect(useRun.getState().members[0]).toMatchObject({ id: first.id, fraction: 0.25 });
  });

  it('counts those that had ended before among its runs', async () => {
    await train(3);
    await finish(trainers[0]);
    await failing(trainers[0], 'KeptDataLostError');
    await failing(trainers[1], 'KeptDataLostError');
    void continueRun(rows()[1].id);
    await quiet();
    expect(memberStates()).toEqual(['training', 'training', 'done']);
    expect(useRun.getState().members.at(-1)!.id).toBe(rows()[0].id);
    await finish(trainers[0]);
    await finish(trainers[1]);
    expect(memberStates()).toEqual(['done', 'done', 'done']);
  });

  it('that is stopped before anything more came of it is as it was', async () => {
    await train(2);
    await finish(trainers[0]);
    trainers[1].epoch(0.5);
    await failing(trainers[1], 'KeptDataLostError');
    void continueRun(rows()[1].id);
    await quiet();
    expect(useRun.getState()).toMatchObject({ phase: 'training', bestEpoch: null });
    stopRun();
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(useRun.getState()).toMatchObject({ phase: 'done', bestEpoch: null, timing: null });
    expect(rows().map(({ status }) => status)).toEqual(['finished', 'stopped']);
  });

  it('ends with the best epochs of those alone that have any', async () => {
    const [first, second, third] = await cutOffSeries();
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
    const begun = await cutOffSeries();
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

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stopRun } from './attempt.ts';
import { continueRun } from './continuing.ts';
import { useDataset } from './dataset.ts';
import { IDLE, useRun } from './run.ts';
import { rowOf, runPart } from './runs.ts';
import { probe, useBackend } from './testing/backend.ts';
import { extraction } from './testing/extracting.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, CLIPS, cutOffRun, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

async function goOn(...args: Parameters<typeof continueRun>): Promise<void> {
  void continueRun(...args);
  await quiet();
}

describe('a run that was cut off', () => {
  it('goes on from its checkpoint, and its curve with it', async () => {
    const { row } = await cutOffRun();
    await goOn(row.id);
    expect(trainers[0].request.resume?.epochs).toHaveLength(2);
    expect(trainers[0].request.stop).toBe(false);
    trainers[0].epoch(0.7);
    trainers[0].end();
    await quiet();
    expect(useRun.getState().epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(rows()).toMatchObject([{ id: row.id, status: 'finished', bestEpoch: 3 }]);
  });

  it('goes on with the same sides, though the dataset has grown', async () => {
    const { row, request } = await cutOffRun();
    const more = CLIPS.map((clip) => ({ ...clip, id: `more ${clip.id}`, speaker: `more ${clip.speaker}` }));
    useDataset.setState({ clips: [...more, ...CLIPS] });
    await goOn(row.id);
    const { train, validation, test } = trainers[0].request;
    expect({ train, validation, test }).toEqual({
      train: request.train,
      validation: request.validation,
      test: request.test,
    });
    expect(
      extraction.asked
        .at(-1)!
        .map(({ id }) => id)
        .sort(),
    ).toEqual(CLIPS.map(({ id }) => id).sort());
  });

  it('goes on with the labels that its clips had', async () => {
    const { row, request } = await cutOffRun();
    useDataset.setState({ clips: CLIPS.map((clip) => ({ ...clip, emotion: 'calm' as const })) });
    await goOn(row.id);
    expect(trainers[0].request.train).toEqual(request.train);
    expect(trainers[0].request.labels).toEqual(request.labels);
    trainers[0].end();
    await quiet();
    const outcome = await runPart(row.id, 'outcome');
    expect(outcome!.tested.map(({ clip }) => clip.emotion)).toEqual(
      request.test.map(({ emotion }) => emotion),
    );
    expect(rowOf(row.id)?.test?.uar).toBe(1);
  });

  it('is refused, and stays, where a clip of its is gone', async () => {
    const { row } = await cutOffRun();
    useDataset.setState({ clips: CLIPS.slice(1) });
    await goOn(row.id);
    expect(told().at(-1)).toMatch(/“Run 1” cannot go on/);
    expect(phase()).toBe('failed');
    expect(trainers[0].requests).toHaveLength(1);
    expect(rowOf(row.id)).toEqual(row);
    expect(await runPart(row.id, 'checkpoint')).not.toBeNull();
  });

  it('goes on with the backend it had', async () => {
    probe.chosen = 'cpu';
    const { row } = await cutOffRun();
    probe.chosen = 'wasm';
    await goOn(row.id);
    expect(trainers[0].request.backend).toBe('cpu');
  });

  it('goes on with the backend that the user prefers', async () => {
    probe.chosen = 'cpu';
    const { row } = await cutOffRun();
    probe.chosen = 'wasm';
    useBackend.setState({ preference: 'wasm' });
    await goOn(row.id);
    expect(trainers[0].request.backend).toBe('wasm');
    trainers[0].epoch(0.7);
    await quiet();
    expect(rowOf(row.id)?.backend).toBe('wasm');
  });

  it('goes on with fewer clips per step, and its name says so', async () => {
    const { row } = await cutOffRun();
    await goOn(row.id, { batchSize: 4 });
    expect(trainers[0].request.recipe.training.batchSize).toBe(4);
    trainers[0].epoch(0.7);
    await quiet();
    expect(kept.runs.rows.get(row.id)).toMatchObject({
      name: 'Run 1, 4 clips per step from epoch 3',
      recipe: { training: { batchSize: 4 } },
    });
  });

  it('has the recipe that its name says, though it fails again at once', async () => {
    const { row } = await cutOffRun();
    await goOn(row.id, { batchSize: 4 });
    trainers[0].fail('OutOfMemoryError');
    await quiet();
    expect(rowOf(row.id)?.name).toMatch(/4 clips per step/);
    expect(rowOf(row.id)?.recipe.training.batchSize).toBe(4);
  });

  it('ends with its best epoch and no further step where that is asked for', async () => {
    const { row } = await cutOffRun();
    await goOn(row.id, { stop: true });
    expect(trainers[0].request).toMatchObject({ stop: true, resume: { bestEpoch: 2 } });
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(rows()).toMatchObject([{ status: 'stopped', bestEpoch: 2 }]);
  });

  it('before its first epoch has nothing to keep, which is no fault of the program', async () => {
    await train();
    trainers[0].fail('KeptDataLostError');
    await quiet();
    await goOn(rows()[0].id, { stop: true });
    expect(told().at(-1)).toBe('“Run 1” was cut off in its first epoch: there is nothing to keep.');
  });

  it('stays as it was where going on is given up before anything is at work', async () => {
    const { row } = await cutOffRun();
    const release = extraction.gate.hold();
    await goOn(row.id);
    stopRun();
    release();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rowOf(row.id)).toEqual(row);
  });

  it('goes on after its best epoch was asked for by Stop', async () => {
    const { row } = await cutOffRun();
    await goOn(row.id);
    stopRun();
    expect(phase()).toBe('stopping');
    expect(trainers[0].told.at(-1)).toBe('stop');
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(rowOf(row.id)).toMatchObject({ status: 'stopped', bestEpoch: 2 });
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useDataset } from './dataset.ts';
import { useEvaluation } from './evaluation.ts';
import { useModel } from './model.ts';
import { useRecipe } from './recipe.ts';
import { IDLE, useRun } from './run.ts';
import { deleteRun, renameRun, rowOf, runPart, unfinishedRun } from './runs.ts';
import { continueRun, endExtraction, runAgain, stopRun, useRepeats } from './starting.ts';
import { probe, useBackend } from './testing/backend.ts';
import { extraction } from './testing/extracting.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { trainers } from './testing/trainers.ts';
import { BATCH_SIZE, beginVisit, CLIPS, inUse, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

vi.stubGlobal('navigator', { hardwareConcurrency: 2 });

beforeEach(beginVisit);

describe('a run', () => {
  it('is kept from its beginning, and its checkpoint with each epoch', async () => {
    await train();
    expect(phase()).toBe('training');
    const [{ id }] = rows();
    expect(rows()).toMatchObject([{ name: 'Run 1', status: 'unfinished', series: null }]);
    trainers[0].epoch(0.5);
    await quiet();
    expect(kept.runs.rows.get(id)).toMatchObject({ status: 'unfinished', bestEpoch: 1 });
    expect(await runPart(id, 'checkpoint')).toMatchObject({ epochs: [{ epoch: 1 }] });
  });

  it('comes to its end: tested, kept, its model in use and its checkpoint gone', async () => {
    await train();
    const [{ id }] = rows();
    for (const uar of [0.4, 0.7, 0.6]) trainers[0].epoch(uar);
    trainers[0].end();
    await quiet();
    expect(useRun.getState()).toMatchObject({ phase: 'done', bestEpoch: 2, timing: { totalS: 3 } });
    expect(rowOf(id)).toMatchObject({ status: 'finished', bestEpoch: 2, test: { uar: 1, clips: 3 } });
    expect(kept.runs.rows.get(id)).toEqual(rowOf(id));
    expect(await runPart(id, 'checkpoint')).toBeNull();
    expect(await runPart(id, 'outcome')).not.toBeNull();
    expect(useModel.getState().model).toMatchObject({ runId: id, card: { bestEpoch: 2 } });
    expect(useEvaluation.getState().evaluation?.report.uar).toBe(1);
  });

  it('is kept as ended though its last checkpoints were slow to be written', async () => {
    await train();
    const [{ id }] = rows();
    const release = kept.runs.gate.hold();
    trainers[0].epoch(0.4);
    await quiet();
    trainers[0].epoch(0.5);
    trainers[0].end();
    await quiet();
    release();
    await quiet();
    expect(kept.runs.rows.get(id)).toMatchObject({ status: 'finished', bestEpoch: 2 });
    expect(await runPart(id, 'checkpoint')).toBeNull();
  });

  it('keeps the name that it is given while under way', async () => {
    await train();
    const [{ id }] = rows();
    await renameRun(id, 'Mine');
    trainers[0].epoch(0.5);
    trainers[0].end();
    await quiet();
    expect(rowOf(id)?.name).toBe('Mine');
    expect(kept.runs.rows.get(id)?.name).toBe('Mine');
  });

  it('leaves its worker for the next: the page may be offline by then', async () => {
    await train();
    trainers[0].epoch(0.5);
    trainers[0].end();
    await quiet();
    expect(trainers[0].terminations).toBe(0);
  });

  it('that fails stays, to go on from its checkpoint', async () => {
    await train();
    trainers[0].epoch(0.5);
    trainers[0].fail('KeptDataLostError');
    await quiet();
    expect(phase()).toBe('failed');
    expect(told()).toEqual(['KeptDataLostError, says the trainer.']);
    expect(unfinishedRun()?.epochs).toHaveLength(1);
  });

  it('whose memory ran out is offered half the clips per step', async () => {
    await train();
    trainers[0].fail('OutOfMemoryError');
    await quiet();
    expect(useRun.getState()).toMatchObject({ phase: 'failed', smallerBatch: BATCH_SIZE / 2 });
  });

  it('that diverges in its first epoch is not offered again', async () => {
    await train();
    trainers[0].fail('TrainingDivergedError');
    await quiet();
    expect(rows()).toMatchObject([{ status: 'diverged' }]);
    expect(unfinishedRun()).toBeUndefined();
    expect(phase()).toBe('failed');
  });

  it('that is deleted while under way stays deleted', async () => {
    await train();
    const [{ id }] = rows();
    trainers[0].epoch(0.5);
    await deleteRun(id);
    trainers[0].epoch(0.6);
    trainers[0].end();
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toEqual([]);
    expect(kept.runs.rows.size).toBe(0);
    expect(kept.runs.parts.size).toBe(0);
  });

  it('is refused at once where the dataset cannot be split', async () => {
    useDataset.setState({ clips: CLIPS.filter(({ speaker }) => speaker === '1') });
    await train();
    expect(phase()).toBe('idle');
    expect(told()).toHaveLength(1);
    expect(extraction.asked).toEqual([]);
  });

  it('is not begun where no backend works', async () => {
    probe.chosen = null;
    await train();
    expect(phase()).toBe('failed');
    expect(told()).toEqual(['No backend works.']);
    expect(rows()).toEqual([]);
  });

  it('goes on in memory where the storage is full', async () => {
    kept.runs.full = true;
    await train();
    const [{ id }] = rows();
    trainers[0].epoch(0.5);
    await quiet();
    expect(await runPart(id, 'checkpoint')).not.toBeNull();
    trainers[0].end();
    await quiet();
    expect(phase()).toBe('done');
    expect(inUse()).toBe(id);
    expect(await runPart(id, 'outcome')).not.toBeNull();
    expect(useEvaluation.getState().evaluation).not.toBeNull();
  });

  it('goes to the next backend where one is lost, and its row and the page say so', async () => {
    probe.chosen = 'webgpu';
    await train();
    trainers[0].epoch(0.5);
    trainers[0].fail('BackendLostError');
    await quiet();
    expect(trainers[0].request).toMatchObject({ backend: 'cpu', resume: { epochs: [{ epoch: 1 }] } });
    expect(useRun.getState().backend).toBe('Plain JavaScript');
    trainers[0].epoch(0.6);
    await quiet();
    expect(rows()).toMatchObject([{ backend: 'cpu', status: 'unfinished' }]);
    trainers[0].end();
    await quiet();
    expect(rows()).toMatchObject([{ backend: 'cpu', status: 'finished' }]);
  });

  it('of an earlier recipe is begun again once, by that recipe', async () => {
    const { recipe } = useRecipe.getState();
    const earlier = { ...recipe, training: { ...recipe.training, seed: 9 } };
    useRepeats.setState({ repeats: 3 });
    void runAgain(earlier);
    await quiet();
    expect(rows().map(({ recipe }) => recipe)).toEqual([earlier]);
    expect(useRecipe.getState().recipe).toEqual(earlier);
  });

  it('is begun once however often Train is pressed', async () => {
    await train();
    await train();
    expect(rows()).toHaveLength(1);
    expect(trainers[0].requests).toHaveLength(1);
  });
});

describe('stopped after an epoch', () => {
  it('keeps its best', async () => {
    await train();
    for (const uar of [0.4, 0.7, 0.6]) trainers[0].epoch(uar);
    await quiet();
    stopRun();
    expect(phase()).toBe('stopping');
    expect(trainers[0].told.at(-1)).toBe('stop');
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toMatchObject([{ status: 'stopped', bestEpoch: 2 }]);
    expect(inUse()).toBe(rows()[0].id);
  });

  it('is left alone while it is tested', async () => {
    await train();
    trainers[0].epoch(0.5);
    trainers[0].tests();
    expect(phase()).toBe('testing');
    stopRun();
    expect(phase()).toBe('testing');
    expect(trainers[0].told).not.toContain('stop');
  });
});

/** Points at which a run can be given up: each begins one, holds it there, and gives what lets it go on. */
const POINTS: Record<string, () => Promise<() => void>> = {
  'while features are computed': async () => {
    const release = extraction.gate.hold();
    await train();
    expect(phase()).toBe('extracting');
    return release;
  },
  'while backends are tested': async () => {
    const release = probe.gate.hold();
    await train();
    expect(phase()).toBe('preparing');
    return release;
  },
  'while its row is written': async () => {
    const release = kept.runs.gate.hold();
    await train();
    expect(trainers).toHaveLength(0);
    expect(rows()).toHaveLength(1);
    return release;
  },
  'while its clips are handed over': async () => {
    await train();
    expect(trainers[0].isTraining).toBe(true);
    return kept.runs.removal.hold();
  },
  'before its first epoch': async () => {
    await train();
    trainers[0].step(0.1);
    return kept.runs.removal.hold();
  },
};

describe.each(Object.entries(POINTS))('given up %s', (_, reach) => {
  it('leaves no trace', async () => {
    const release = await reach();
    stopRun();
    expect(useRun.getState()).toEqual(IDLE);
    release();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rows()).toEqual([]);
    expect(kept.runs.rows.size).toBe(0);
    expect(kept.runs.parts.size).toBe(0);
    expect(told()).toEqual([]);
    expect(trainers.some(({ isTraining }) => isTraining)).toBe(false);
  });

  it('leaves the next, begun at once, alone', async () => {
    const release = await reach();
    stopRun();
    await train();
    release();
    await quiet();
    expect(phase()).toBe('training');
    expect(trainers[0].isTraining).toBe(true);
    trainers[0].epoch(0.5);
    trainers[0].end();
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toMatchObject([{ status: 'finished', epochs: [{ epoch: 1 }] }]);
  });
});

describe('an extraction', () => {
  it('shows how it goes, and nothing more once it is given up', async () => {
    const pace = { done: 3, total: 18 } as never;
    const release = extraction.gate.hold();
    await train();
    extraction.onPace[0](pace);
    expect(useRun.getState().pace).toBe(pace);
    stopRun();
    expect(extraction.signals[0].aborted).toBe(true);
    await train();
    extraction.onPace[0](pace);
    expect(useRun.getState()).toMatchObject({ phase: 'extracting', pace: null });
    release();
  });

  it('is ended where its clips are to be removed', async () => {
    extraction.gate.hold();
    await train();
    await endExtraction();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rows()).toEqual([]);
  });
});

/** A run that failed after two epochs. @returns its row, and what its trainer was asked for */
async function cutOff() {
  await train();
  const { request } = trainers[0];
  trainers[0].epoch(0.5);
  trainers[0].epoch(0.6);
  trainers[0].fail('KeptDataLostError');
  await quiet();
  return { row: rows()[0], request };
}

async function goOn(...args: Parameters<typeof continueRun>): Promise<void> {
  void continueRun(...args);
  await quiet();
}

describe('a run that was cut off', () => {
  it('goes on from its checkpoint, and its curve with it', async () => {
    const { row } = await cutOff();
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
    const { row, request } = await cutOff();
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
    const { row, request } = await cutOff();
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
    const { row } = await cutOff();
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
    const { row } = await cutOff();
    probe.chosen = 'wasm';
    await goOn(row.id);
    expect(trainers[0].request.backend).toBe('cpu');
  });

  it('goes on with the backend that the user prefers', async () => {
    probe.chosen = 'cpu';
    const { row } = await cutOff();
    probe.chosen = 'wasm';
    useBackend.setState({ preference: 'wasm' });
    await goOn(row.id);
    expect(trainers[0].request.backend).toBe('wasm');
    trainers[0].epoch(0.7);
    await quiet();
    expect(rowOf(row.id)?.backend).toBe('wasm');
  });

  it('goes on with fewer clips per step, and its name says so', async () => {
    const { row } = await cutOff();
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
    const { row } = await cutOff();
    await goOn(row.id, { batchSize: 4 });
    trainers[0].fail('OutOfMemoryError');
    await quiet();
    expect(rowOf(row.id)?.name).toMatch(/4 clips per step/);
    expect(rowOf(row.id)?.recipe.training.batchSize).toBe(4);
  });

  it('ends with its best epoch and no further step where that is asked for', async () => {
    const { row } = await cutOff();
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
    expect(told().join()).not.toMatch(/destructure|undefined/);
  });

  it('stays as it was where going on is given up before anything is at work', async () => {
    const { row } = await cutOff();
    const release = extraction.gate.hold();
    await goOn(row.id);
    stopRun();
    release();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rowOf(row.id)).toEqual(row);
  });

  it('goes on after its best epoch was asked for by Stop', async () => {
    const { row } = await cutOff();
    await goOn(row.id);
    stopRun();
    expect(phase()).toBe('stopping');
    expect(trainers[0].told.at(-1)).toBe('stop');
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(rowOf(row.id)).toMatchObject({ status: 'stopped', bestEpoch: 2 });
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useDataset } from './dataset.ts';
import { useEvaluation } from './evaluation.ts';
import { useModel } from './model.ts';
import { splitsOf } from './plan.ts';
import { useRecipe } from './recipe.ts';
import { useRun } from './run.ts';
import { deleteRun, renameRun, rowOf, runPart, unfinishedRun } from './runs.ts';
import { startLeakCheck, startRun, useRepeats } from './starting.ts';
import { probe } from './testing/backend.ts';
import { extraction } from './testing/extracting.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { trainers } from './testing/trainers.ts';
import { BATCH_SIZE, beginVisit, CLIPS, inUse, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

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
    expect(await runPart(id, 'plan')).toBeNull();
    expect(await runPart(id, 'outcome')).not.toBeNull();
    expect(useModel.getState().model).toMatchObject({ runId: id, card: { bestEpoch: 2 } });
    expect(useEvaluation.getState().evaluation?.report.uar.mean).toBe(1);
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
    void startRun(earlier, 1);
    await quiet();
    expect(rows().map(({ recipe }) => recipe)).toEqual([earlier]);
    expect(useRecipe.getState().recipe).toEqual(recipe);
    expect(useRepeats.getState().repeats).toBe(3);
  });

  it('of an earlier leak check leaves no leaking split for the next', async () => {
    const { recipe } = useRecipe.getState();
    void startLeakCheck({ ...recipe, split: { ...recipe.split, by: 'random' } });
    await quiet();
    expect(rows().map(({ recipe }) => recipe.split.by)).toEqual(['speaker', 'random']);
    expect(useRecipe.getState().recipe).toBe(recipe);
  });

  it('is refused at once where voices are to be normalised and none is known', async () => {
    const { recipe } = useRecipe.getState();
    const split = { ...recipe.split, by: 'everyone' as const };
    useRecipe.setState({ recipe: { ...recipe, scale: 'speaker', split } });
    useDataset.setState({ clips: CLIPS.map((clip) => ({ ...clip, speaker: null })) });
    await train();
    expect(phase()).toBe('idle');
    expect(told()).toEqual(['No clip to train on tells who speaks, so no voice can be normalised.']);
    expect(splitsOf(useDataset.getState().clips, useRecipe.getState().recipe)).toMatchObject({
      problem: { name: 'UnsplittableError' },
    });
  });

  it('is planned once, and anew where clips were lost meanwhile', async () => {
    const release = extraction.gate.hold();
    await train();
    useDataset.setState({ clips: CLIPS.slice(1) });
    release();
    await quiet();
    const { train: learnt, validation, test } = trainers[0].request;
    const ids = [...learnt, ...validation, ...test].map(({ clipId }) => clipId);
    expect(ids).toHaveLength(CLIPS.length - 1);
    expect(ids).not.toContain(CLIPS[0].id);
    expect(rows()[0].dataset.clips).toBe(CLIPS.length - 1);
  });

  it('is begun once however often Train is pressed', async () => {
    await train();
    await train();
    expect(rows()).toHaveLength(1);
    expect(trainers[0].requests).toHaveLength(1);
  });
});

it('a leak check trains, validates and tests as many clips in both halves', async () => {
  const unknown = CLIPS.slice(0, 3).map((clip) => ({ ...clip, id: `unknown ${clip.id}`, speaker: null }));
  useDataset.setState({ clips: [...CLIPS, ...unknown] });
  void startLeakCheck();
  await quiet();
  const sizes = trainers.map(({ request: { train, validation, test } }) =>
    [train, validation, test].map(({ length }) => length),
  );
  expect(sizes).toEqual([
    [12, 3, 3],
    [12, 3, 3],
  ]);
  expect(rows().map(({ dataset }) => dataset.clips)).toEqual([CLIPS.length, CLIPS.length]);
});

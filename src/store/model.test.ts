import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showKept, useEvaluation } from './evaluation.ts';
import { loadRun } from './inUse.ts';
import { importModel, useModel } from './model.ts';
import { changeSplit } from './recipe.ts';
import { runPart } from './runs.ts';
import { Gate, quiet } from './testing/gate.ts';
import { judged, predictor, zipped } from './testing/services.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, finish, inUse, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

const zip = new File([], 'mine.zip');
const shown = () => useEvaluation.getState().evaluation?.of.id;

async function trainOne(): Promise<void> {
  await train();
  await finish(trainers[0]);
  zipped.bundle = (await runPart(rows()[0].id, 'outcome'))!.bundle;
}

/** Two folds, the second of which is the better. */
async function crossValidate(): Promise<void> {
  changeSplit({ by: 'speaker-folds', folds: 2 });
  await train();
  await finish(trainers[0], 0.5);
  await finish(trainers[1], 0.8);
}

async function trainThree(): Promise<void> {
  await trainOne();
  await crossValidate();
}

/** What all folds say of the first is judged before it is taken into use, and that takes its time. */
async function useSlowly(): Promise<() => Promise<void>> {
  const judge = judged.gate.hold();
  const done = loadRun(rows()[1].id);
  await quiet();
  return () => {
    judge();
    return done;
  };
}

it('a zip that cannot be read leaves the model that was asked for before it', async () => {
  await trainThree();
  const letGo = await useSlowly();
  const broken = { ...predictor(), importBundle: () => Promise.reject(new Error('It is damaged.')) };
  vi.spyOn(await import('./services.ts'), 'predictor').mockReturnValueOnce(broken as never);
  await importModel(zip);
  await letGo();
  expect(told()).toEqual(['It is damaged.']);
  expect([inUse(), shown()]).toEqual([rows()[1].id, rows()[1].id]);
});

it('results that were asked for meanwhile stay, whatever comes into use', async () => {
  await trainThree();
  const letGo = await useSlowly();
  const asked = showKept({ kind: 'run', id: rows()[0].id });
  await letGo();
  await asked;
  expect([inUse(), shown()]).toEqual([rows()[1].id, rows()[0].id]);
});

describe('of the models that are asked for the last one comes into use', () => {
  it('though another run’s is ready later', async () => {
    await trainThree();
    const letGo = await useSlowly();
    const last = loadRun(rows()[2].id);
    await letGo();
    await last;
    expect(inUse()).toBe(rows()[2].id);
    expect(shown()).toBe(rows()[2].id);
  });

  it('though training ended before, and its best was not ready', async () => {
    await trainOne();
    const judge = judged.gate.hold();
    await crossValidate();
    const last = loadRun(rows()[0].id);
    await quiet();
    judge();
    await last;
    await quiet();
    expect(inUse()).toBe(rows()[0].id);
  });

  it('though a run’s was asked for before the zip was dropped', async () => {
    await trainThree();
    const letGo = await useSlowly();
    await importModel(zip);
    await letGo();
    expect(useModel.getState().model?.runId).toBeNull();
  });

  it('though a zip was dropped before, of which that is said', async () => {
    await trainThree();
    const opening = new Gate();
    const open = opening.hold();
    const slow = { ...predictor(), importBundle: () => opening.pass().then(() => zipped.bundle) };
    vi.spyOn(await import('./services.ts'), 'predictor').mockReturnValueOnce(slow as never);
    const dropped = importModel(zip);
    await loadRun(rows()[2].id);
    open();
    await dropped;
    expect(inUse()).toBe(rows()[2].id);
    expect(told()).toEqual(['Another model came into use while “mine.zip” was being read.']);
  });
});

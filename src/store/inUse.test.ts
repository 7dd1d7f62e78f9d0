import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SplitSettings } from '../core/recipe/recipe.ts';
import { opened, scoreOf, showKept, useEvaluation } from './evaluation.ts';
import { loadRun, restoreRunsAndModel, resultsOf } from './inUse.ts';
import { useModel } from './model.ts';
import { changeSplit } from './recipe.ts';
import { deleteRun, runPart, useRuns } from './runs.ts';
import { startLeakCheck } from './starting.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { judged } from './testing/services.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, failing, finish, inUse, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

async function comeBack(): Promise<void> {
  useModel.setState({ model: null });
  useEvaluation.setState({ wanted: null, judging: false, evaluation: null, leak: null });
  await restoreRunsAndModel();
}

const wanted = () => useEvaluation.getState().wanted;
const shown = () => useEvaluation.getState().evaluation?.of;
const card = () => useModel.getState().model!.card;
const run = (id: string) => ({ kind: 'run', id });
const series = () => ({ kind: 'series', id: rows()[0].series!.id });

/** Two folds, the first right in its test and the second wrong. */
async function crossValidate(change: Partial<SplitSettings> = {}, last = {}): Promise<void> {
  changeSplit({ by: 'speaker-folds', folds: 2, ...change });
  await train();
  await finish(trainers[0], 0.5);
  await finish(trainers[1], 0.8, { rightly: false, ...last });
}

async function leakCheck(): Promise<void> {
  void startLeakCheck();
  await quiet();
  await finish(trainers[0], 0.5);
  await finish(trainers[1], 0.9);
}

describe('on the next visit', () => {
  it('the best of a series is in use, and all of it is to be shown again', async () => {
    await train(2);
    await finish(trainers[0], 0.8);
    await finish(trainers[1], 0.5);
    expect(shown()).toEqual(series());
    await comeBack();
    expect(inUse()).toBe(rows()[0].id);
    expect(wanted()).toEqual(series());
  });

  it('the model that was chosen is in use, with its results, though a later one was trained', async () => {
    await train();
    await finish(trainers[0]);
    await train();
    await finish(trainers[0], 0.9);
    await loadRun(rows()[0].id);
    await comeBack();
    expect([inUse(), wanted()]).toEqual([rows()[0].id, run(rows()[0].id)]);
  });

  it.each([
    ['was never put on record', () => kept.facts.clear()],
    ['is no more', () => deleteRun(rows()[0].id)],
  ])('the latest is, where which one it was %s', async (_, happens) => {
    await train();
    await finish(trainers[0]);
    await train();
    await finish(trainers[0]);
    const latest = rows()[1].id;
    await loadRun(rows()[0].id);
    await happens();
    await comeBack();
    expect([inUse(), wanted()]).toEqual([latest, run(latest)]);
  });

  it('nothing is judged before Evaluate is opened, though the score is known', async () => {
    await crossValidate();
    const before = judged.times;
    await comeBack();
    expect(scoreOf(wanted(), rows())?.uar).toMatchObject({ mean: 0.5, deviation: expect.any(Number) });
    expect([judged.times, shown()]).toEqual([before, undefined]);
    await Promise.all([opened(), opened()]);
    expect([judged.times, shown()]).toEqual([before + 1, series()]);
  });

  it('the honest half of a leak check is in use, though the other was better', async () => {
    await leakCheck();
    await comeBack();
    expect(rows()[0].recipe.split.by).toBe('speaker');
    expect(inUse()).toBe(rows()[0].id);
    await opened();
    expect(shown()).toEqual(run(rows()[0].id));
    expect(useEvaluation.getState().leak?.random.of.id).toBe(rows()[1].id);
  });

  it('the random half of a leak check is, where it was asked for, under its own score', async () => {
    await leakCheck();
    await loadRun(rows()[1].id);
    await comeBack();
    expect([inUse(), wanted()]).toEqual([rows()[1].id, run(rows()[1].id)]);
    expect(scoreOf(wanted(), rows())?.leak).toBe(true);
  });

  it('the random half of a leak check is not, though no other came to its end', async () => {
    await train();
    await finish(trainers[0]);
    void startLeakCheck();
    await quiet();
    await failing(trainers[0], 'KeptDataLostError');
    await finish(trainers[1], 0.9);
    await comeBack();
    expect(rows()).toHaveLength(3);
    expect(inUse()).toBe(rows()[0].id);
    expect(wanted()).toEqual(run(rows()[0].id));
  });
});

describe('a leak check', () => {
  it('judges each half once', async () => {
    const before = judged.times;
    await leakCheck();
    expect(judged.times).toBe(before + 2);
  });

  it('whose honest half came to nothing shows the other, and takes no model into use', async () => {
    void startLeakCheck();
    await quiet();
    await failing(trainers[0], 'KeptDataLostError');
    await finish(trainers[1], 0.9);
    expect(inUse()).toBeNull();
    expect(shown()).toEqual(run(rows()[1].id));
  });

  it('is shown beside its own runs alone, and goes with them', async () => {
    await train();
    await finish(trainers[0]);
    await leakCheck();
    const leak = () => useEvaluation.getState().leak;
    expect(leak()?.honest.of.id).toBe(rows()[1].id);
    await showKept({ kind: 'run', id: rows()[0].id });
    expect(leak()).toBeNull();
    await showKept({ kind: 'run', id: rows()[2].id });
    expect(leak()?.honest.of.id).toBe(rows()[1].id);
    expect(resultsOf(rows().slice(1))).toEqual(run(rows()[1].id));
    await deleteRun(rows()[1].id);
    expect(leak()).toBeNull();
  });
});

describe('a model of a cross-validation', () => {
  it('bears what all folds say together, and is as sure of itself as their report', async () => {
    const before = judged.times;
    await crossValidate({ validationShare: 0 });
    // What the card says and what Evaluate shows is one report.
    expect(judged.times).toBe(before + 1);
    const { report, temperatures } = useEvaluation.getState().evaluation!;
    expect(report.calibration.fittedOn).toBe('other folds');
    expect(card().crossValidation).toMatchObject({ folds: 2, seeds: 1, uar: { mean: 0.5 } });
    const { bundle } = (await runPart(inUse()!, 'outcome'))!;
    expect(bundle.card).toEqual(card());
    expect(bundle.model.temperature).toBe(temperatures![rows().findIndex(({ id }) => id === inUse())]);
    expect(bundle.model.temperature).not.toBe(1);
  });

  it('bears nothing where some fold did not come to its end', async () => {
    await crossValidate({}, { stopReason: 'stopped' });
    expect(card().crossValidation).toBeNull();
    expect(shown()).toEqual(series());
  });
});

describe('a model that everybody trained', () => {
  const everyone = async (stopReason: 'finished' | 'stopped' | 'diverged') => {
    changeSplit({ by: 'everyone' });
    await train();
    await finish(trainers[0], 0.5, { stopReason });
  };

  it('is shown with the cross-validation that speaks for it', async () => {
    await crossValidate();
    changeSplit({ by: 'speaker' });
    await train();
    await finish(trainers[0]);
    expect(shown()).toEqual(run(rows()[2].id));
    await everyone('finished');
    expect(card().crossValidation).toMatchObject({ folds: 2 });
    expect(shown()).toEqual(series());
    await comeBack();
    expect(wanted()).toEqual(series());
  });

  it.each(['stopped', 'diverged'] as const)('has none where it was cut short: %s', async (how) => {
    await crossValidate();
    await everyone(how);
    expect(card().crossValidation).toBeNull();
  });

  it('is kept and in use where what speaks for it cannot be read, which is told', async () => {
    await crossValidate();
    changeSplit({ by: 'everyone' });
    await train();
    vi.spyOn(kept.runs, 'part').mockRejectedValueOnce(new Error('It cannot be read.'));
    await finish(trainers[0]);
    expect(phase()).toBe('done');
    expect(rows()[2].status).toBe('finished');
    expect(inUse()).toBe(rows()[2].id);
    expect(card().crossValidation).toBeNull();
    expect(told()).toEqual(['It cannot be read.']);
  });

  it('leaves the report that was shown where none speaks for it', async () => {
    await train();
    await finish(trainers[0]);
    await everyone('finished');
    expect(inUse()).toBe(rows()[1].id);
    expect(shown()).toEqual(run(rows()[0].id));
  });
});

it('what can no longer be read leaves the report that was shown', async () => {
  await train();
  await finish(trainers[0]);
  const before = useEvaluation.getState();
  await showKept({ kind: 'run', id: 'gone' });
  expect(useEvaluation.getState()).toEqual(before);
});

it('of several seeds one by itself is shown where it alone was tested', async () => {
  await train(2);
  await finish(trainers[0], 0.8);
  await failing(trainers[1], 'KeptDataLostError');
  expect(shown()).toEqual(run(rows()[0].id));
  expect(resultsOf(rows())).toEqual(run(rows()[0].id));
  await loadRun(useRuns.getState().rows[0].id);
  expect(shown()).toEqual(run(rows()[0].id));
});

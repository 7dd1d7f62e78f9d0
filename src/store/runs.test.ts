import { beforeEach, expect, it, vi } from 'vitest';
import { runOf } from '../storage/testing/run-fixture.ts';
import { addRun, deleteSeries, restoreRuns, useRuns } from './runs.ts';
import { quiet } from './testing/gate.ts';
import { FakeRunKeep, kept } from './testing/keeping.ts';
import { rows, told } from './testing/visit.ts';

const { measureKept } = vi.hoisted(() => ({ measureKept: vi.fn(async () => {}) }));
vi.mock('./keeping.ts', async () => ({ ...(await import('./testing/keeping.ts')), measureKept }));
vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));

beforeEach(async () => {
  kept.runs = new FakeRunKeep();
  await restoreRuns();
  measureKept.mockClear();
});

const member = (index: number) =>
  runOf(`s${index}`, {
    series: { id: 's', kind: 'seeds', name: 'Run 1', index, of: 3, fold: { index: 0, name: '' } },
  });

async function series(): Promise<void> {
  for (const row of [member(0), runOf('other'), member(1), member(2)]) await addRun(row, {});
}

it('a series that is deleted is gone from the list at once, in one go', async () => {
  await series();
  const changed = vi.fn();
  const end = useRuns.subscribe(changed);
  const release = kept.runs.removal.hold();
  const deleting = deleteSeries('s');
  await quiet();
  expect(rows().map(({ id }) => id)).toEqual(['other']);
  release();
  await deleting;
  end();
  expect([...kept.runs.rows.keys()]).toEqual(['other']);
  expect(changed).toHaveBeenCalledTimes(1);
  expect(measureKept).toHaveBeenCalledTimes(1);
});

it('a run that cannot be deleted is told, and keeps none of its series', async () => {
  await series();
  vi.spyOn(kept.runs, 'remove').mockRejectedValueOnce(new Error('It is busy.'));
  await deleteSeries('s');
  expect([...kept.runs.rows.keys()]).toEqual(['s0', 'other']);
  expect(told()).toEqual(['It is busy.']);
});

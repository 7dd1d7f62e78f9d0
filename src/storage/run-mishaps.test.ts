/** What the runs are after a full disk, a tab that ended in the middle, or a browser that fails. */
import { expect, test, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { type FullAt, failPutsInto } from './testing/failing-puts.ts';
import { eachOnItsOwnDisk } from './testing/keep-visit.ts';
import { checkpointOf, PLAN, runOf } from './testing/run-fixture.ts';

const visit = eachOnItsOwnDisk();

const EARLIER = checkpointOf(Float32Array.of(1, 2, 3));
const LATER = checkpointOf(Float32Array.of(4, 5, 6));

const putEarlier = () =>
  visit.keep.runs.put(runOf('r', { trainedS: 1 }), { plan: PLAN, checkpoint: EARLIER });

const putLater = () => visit.keep.runs.put(runOf('r', { trainedS: 2 }), { plan: null, checkpoint: LATER });

async function expectEarlier(): Promise<void> {
  const { runs } = visit.keep;
  expect((await runs.all()).map(({ trainedS }) => trainedS)).toEqual([1]);
  expect(await runs.part('r', 'plan')).toEqual(PLAN);
  expect(await runs.part('r', 'checkpoint')).toEqual(EARLIER);
}

const FULL: FullAt[] = ['throw', 'request', 'commit'];

test.each(FULL)('no room for a checkpoint (%s): it says so, and the earlier one is whole', async (at) => {
  await putEarlier();
  failPutsInto('runParts', at);
  await expect(putLater()).rejects.toMatchObject({
    name: 'StorageFullError',
    message: expect.stringContaining('“Run r”'),
    remedy: expect.stringContaining('earlier runs'),
  });
  vi.restoreAllMocks();
  await expectEarlier();
  await putLater();
  expect(await visit.keep.runs.part('r', 'checkpoint')).toEqual(LATER);
});

test('the tab ends in the middle of a put: the earlier checkpoint is whole', async () => {
  await putEarlier();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    const request = put.apply(this, row);
    // Aborted by the browser when the new checkpoint is in its table and the transaction is not yet committed.
    if (this.name === 'runParts') request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  await expect(putLater()).rejects.toMatchObject({ name: 'StorageUnavailableError' });
  vi.restoreAllMocks();
  await visit.reopen();
  await expectEarlier();
});

test('a part that cannot be stored at all changes nothing', async () => {
  await putEarlier();
  const broken = { ...LATER, weights: (() => 1) as never };
  await expect(visit.keep.runs.put(runOf('r'), { checkpoint: broken })).rejects.toMatchObject({
    name: 'StorageUnavailableError',
    message: expect.stringContaining('could not be kept'),
  });
  await expectEarlier();
});

test('a database that was closed says so at every call', async () => {
  await putEarlier();
  visit.keep.close();
  const { runs } = visit.keep;
  const calls = [
    () => runs.all(),
    () => runs.part('r', 'plan'),
    () => runs.put(runOf('r')),
    () => runs.remove('r'),
    () => runs.bytes(),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ name: 'StorageUnavailableError' });
});

test('a checkpoint that the browser lost part of cannot be read, and says which', async () => {
  await putEarlier();
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('Failed to read large IndexedDB value', 'DataError');
  });
  await expect(visit.keep.runs.part('r', 'checkpoint')).rejects.toMatchObject({
    name: 'StorageUnavailableError',
    message: "The run's checkpoint could not be read: Failed to read large IndexedDB value",
  });
});

test('checkpoints are kept on disk before they count as kept', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await putEarlier();
  expect(transaction.mock.calls[0][2]).toEqual({ durability: 'strict' });
});

test('no part is left of a run that is gone, nor a size', async () => {
  await putEarlier();
  await visit.keep.runs.remove('r');
  visit.keep.close();
  const database = await openDatabase({});
  expect([await database.count('runs'), await database.count('runParts')]).toEqual([0, 0]);
  database.close();
});

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DATABASE_VERSION } from './database.ts';
import { openKeep } from './keep.ts';
import { FakeDisk } from './testing/fake-disk.ts';
import { FakeLocks } from './testing/fake-locks.ts';
import { openedKeep } from './testing/keep-fixture.ts';

let disk: FakeDisk;
let locks: LockManager;
beforeEach(() => {
  disk = new FakeDisk();
  locks = new FakeLocks().manager;
  vi.stubGlobal('navigator', { storage: disk.storage });
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('a second tab is refused until the first closes', async () => {
  const first = await openedKeep(locks);
  expect(await openKeep({ locks, patienceMs: 5 })).toMatchObject({
    reason: 'other-tab',
    message: expect.stringContaining('another tab'),
  });
  first.close();
  (await openedKeep(locks)).close();
});

test('a tab being reloaded has let go before patience ends', async () => {
  const first = await openedKeep(locks);
  const second = openedKeep(locks);
  first.close();
  (await second).close();
});

test('a browser without locks, without IndexedDB, or that refuses storage', async () => {
  expect(await openKeep({ locks: undefined })).toMatchObject({ reason: 'unsupported' });
  disk.refuses = true;
  expect(await openKeep({ locks })).toMatchObject({
    reason: 'unsupported',
    message: expect.stringContaining('Private'),
  });
  disk.refuses = false;
  vi.stubGlobal('indexedDB', undefined);
  expect(await openKeep({ locks })).toMatchObject({ reason: 'unsupported' });
});

test('a lock manager that fails', async () => {
  const request = () => Promise.reject(new DOMException('No locks in sandboxes.', 'SecurityError'));
  const failing = { request } as unknown as LockManager;
  expect(await openKeep({ locks: failing })).toMatchObject({ reason: 'failed' });
});

test('a database that cannot be opened is a reason, and the lock is free again', async () => {
  const spy = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store.', 'UnknownError');
  });
  expect(await openKeep({ locks })).toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('backing store'),
  });
  spy.mockRestore();
  (await openedKeep(locks)).close();
});

test('a database of a later Intone is left alone', async () => {
  (await openDB('intone', 99)).close();
  expect(await openKeep({ locks })).toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('later version'),
  });
});

test('a later version in another tab gets the database; here every call says so', async () => {
  const keep = await openedKeep(locks);
  await keep.touchFrontEnd('fe');
  const later = await openDB('intone', DATABASE_VERSION + 1);
  await expect(keep.clips()).rejects.toMatchObject({ name: 'StorageUnavailableError' });
  await expect(keep.touchFrontEnd('other')).rejects.toMatchObject({ name: 'StorageUnavailableError' });
  later.close();
  keep.close();
});

test('where a tab with an earlier version does not let go, the late database is not held either', async () => {
  const earlier = await openDB('intone', 1);
  const close = vi.spyOn(IDBDatabase.prototype, 'close');
  expect(await openKeep({ locks })).toMatchObject({ reason: 'other-tab' });
  earlier.close();
  const next = await openDB('intone', DATABASE_VERSION);
  expect(close).toHaveBeenCalledTimes(2);
  next.close();
});

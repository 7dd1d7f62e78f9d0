import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Keep } from '../keep-index.ts';
import { listPacks } from '../opfs.ts';
import { FakeDisk } from './fake-disk.ts';
import { FakeLocks } from './fake-locks.ts';
import { openedKeep } from './keep-fixture.ts';

/** A browser with an empty disk for each test, and the Keep of the visit under way. */
export interface Visit {
  disk: FakeDisk;
  locks: LockManager;
  keep: Keep;
  /** The tab closes and opens again; what was not flushed is lost. */
  reopen(): Promise<void>;
}

/** Call once, at the top of a test file. */
export function eachOnItsOwnDisk(): Visit {
  const visit = {
    reopen: async () => {
      visit.keep.close();
      visit.disk.crash();
      visit.keep = await openedKeep(visit.locks);
    },
  } as Visit;
  beforeEach(async () => {
    visit.disk = new FakeDisk();
    visit.locks = new FakeLocks().manager;
    vi.stubGlobal('navigator', { storage: visit.disk.storage });
    vi.stubGlobal('indexedDB', new IDBFactory());
    visit.keep = await openedKeep(visit.locks);
  });
  afterEach(() => {
    visit.keep.close();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  return visit;
}

export const idsOf = async (keep: Keep) => (await keep.clips()).map(({ id }) => id);

export const packs = async () => (await listPacks()).map(({ pack }) => pack).sort();

/** Databases that earlier Intones made, opened by this one. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CLASSIC_RECIPE } from '../core/recipe/recipe.ts';
import { openDatabase } from './database.ts';
import { readSpan } from './pack-reader.ts';
import { FakeDisk } from './testing/fake-disk.ts';
import { FakeLocks } from './testing/fake-locks.ts';
import { clipOf, openedKeep, written } from './testing/keep-fixture.ts';
import { PLAN, runOf } from './testing/run-fixture.ts';

beforeEach(() => {
  vi.stubGlobal('navigator', { storage: new FakeDisk().storage });
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

/** Version 1, as it was released: clips, places of features and sound in portions, and facts. */
function openVersion1(): Promise<IDBPDatabase> {
  return openDB('intone', 1, {
    upgrade(database) {
      database.createObjectStore('clips', { keyPath: 'clip.id' });
      const portions = { keyPath: 'portion', autoIncrement: true };
      database.createObjectStore('features', portions).createIndex('byFrontEnd', 'frontEndKey');
      database.createObjectStore('sound', portions);
      database.createObjectStore('facts');
    },
  });
}

test('version 1 with clips opens with all of them, and with no runs', async () => {
  const { clips, features, sound } = await written('s1', 'fe', ['a', 'b']);
  const version1 = await openVersion1();
  for (const row of clips) await version1.put('clips', row);
  const places = (rows: { clipId: string; place: object }[]) =>
    rows.map(({ clipId, place }) => ({ clipId, place }));
  await version1.put('features', { frontEndKey: 'fe', places: places(features) });
  await version1.put('sound', { places: places(sound) });
  await version1.put('facts', CLASSIC_RECIPE, 'recipe');
  version1.close();

  const keep = await openedKeep(new FakeLocks().manager);
  expect(await keep.sweep()).toEqual({ rowsDropped: 0, packsDeleted: 0 });
  expect(await keep.clips()).toEqual([clipOf('a'), clipOf('b')]);
  const kept = (await keep.featurePlaces('fe')).get('b')!;
  expect(new Float32Array(await readSpan(kept.span))).toHaveLength(6);
  expect(await keep.soundPlace('b')).toEqual(sound[1].place);
  expect(await keep.fact('recipe')).toEqual(CLASSIC_RECIPE);
  expect(await keep.fact('backendChoice')).toBeUndefined();
  expect(await keep.runs.all()).toEqual([]);
  expect(await keep.runs.bytes()).toBe(0);
  await keep.runs.put(runOf('r'), { plan: PLAN });
  expect(await keep.runs.part('r', 'plan')).toEqual(PLAN);
  // The portions' numbers go on where they were.
  await keep.add(await written('s2', 'fe', ['a']));
  expect((await keep.featurePlaces('fe')).get('a')!.span.pack).toBe('features/fe/s2');
  expect((await keep.featurePlaces('fe')).get('b')).toEqual(kept);
  keep.close();
});

test('an upgraded database has the tables and indexes of a new one', async () => {
  const upgraded = async () => {
    const database = await openDatabase({});
    const tables = [...database.objectStoreNames].map((name) => {
      const { keyPath, autoIncrement, indexNames } = database.transaction(name).store;
      return { name, keyPath, autoIncrement, indexes: [...indexNames] };
    });
    const { version } = database;
    database.close();
    return { version, tables };
  };
  (await openVersion1()).close();
  const after = await upgraded();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const fresh = await upgraded();
  expect(after).toEqual(fresh);
  expect(fresh.version).toBe(2);
  expect(fresh.tables.map(({ name, indexes }) => [name, indexes])).toEqual([
    ['clips', []],
    ['facts', []],
    ['features', ['byFrontEnd']],
    ['runParts', ['byBytes']],
    ['runs', []],
    ['sound', []],
  ]);
});

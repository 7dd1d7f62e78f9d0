/** What the index does when the browser crashes, loses packs or is full. */
import { expect, test, vi } from 'vitest';
import { featureFolder } from './opfs.ts';
import { PackWriter } from './pack.ts';
import { readSpans } from './pack-reader.ts';
import { type FullAt, failPutsInto } from './testing/failing-puts.ts';
import { openedKeep, written } from './testing/keep-fixture.ts';
import { eachOnItsOwnDisk, idsOf, packs } from './testing/keep-visit.ts';

const visit = eachOnItsOwnDisk();

test('a crash before the index: the pack is swept', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a']));
  await written('s2', 'fe', ['b']);
  await visit.reopen();
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 0, packsDeleted: 2 });
  expect(await packs()).toEqual(['features/fe/s1', 'sound/s1']);
});

test('a crash with rows of what was not flushed: those rows are swept, all others stay', async () => {
  const writer = await PackWriter.create(featureFolder('fe'), 's1');
  const place = (i: number) => ({
    frames: 1,
    coefficients: 2,
    span: writer.append(new Uint8Array(8).fill(i)),
  });
  const row = (clipId: string, i: number) => ({ clipId, frontEndKey: 'fe', place: place(i) });
  const flushed = [row('a', 1), row('b', 2)];
  writer.flush();
  const unflushed = [row('c', 3), row('d', 4)];
  await visit.keep.add({ clips: [], features: [...flushed, ...unflushed], sound: [] });
  await visit.keep.add(await written('s2', 'fe', ['e']));
  await visit.reopen();
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 2, packsDeleted: 0 });
  const places = await visit.keep.featurePlaces('fe');
  expect([...places.keys()]).toEqual(['a', 'b', 'e']);
  expect(await readSpans([...places.values()].map(({ span }) => span))).toHaveLength(3);
});

test('a torn or missing pack: its rows are swept', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b', 'c']));
  visit.disk.cut('intone/features/fe/s1', 30);
  await reopenWithout('sound/s1');
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 2 + 3, packsDeleted: 0 });
  expect([...(await visit.keep.featurePlaces('fe')).keys()]).toEqual(['a']);
  expect(await visit.keep.soundPlace('a')).toBeNull();
  expect(await idsOf(visit.keep)).toEqual(['a', 'b', 'c']);
});

/** As `reopen`, where the browser has lost a pack and flushed what else there was. */
async function reopenWithout(pack: string): Promise<void> {
  visit.keep.close();
  const folder = await (await visit.disk.storage.getDirectory()).getDirectoryHandle('intone');
  const [parent, name] = pack.split('/');
  await (await folder.getDirectoryHandle(parent)).removeEntry(name);
  visit.keep = await openedKeep(visit.locks);
}

test('spans found lost while reading are dropped from the index', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b', 'c']));
  visit.disk.cut('intone/features/fe/s1', 30);
  const spans = [...(await visit.keep.featurePlaces('fe')).values()].map(({ span }) => span);
  const error = await readSpans(spans).catch((reason) => reason);
  expect(error.name).toBe('KeptDataLostError');
  await visit.keep.dropLost(error.spans);
  expect([...(await visit.keep.featurePlaces('fe')).keys()]).toEqual(['a']);
  expect(await packs()).toContain('features/fe/s1');
});

const FULL: [string, FullAt][] = [
  ['at the put', 'throw'],
  ['as the request runs', 'request'],
  ['at the commit', 'commit'],
];

test.each(FULL)('a full index, noticed %s, is told of and has changed nothing', async (_when, how) => {
  await visit.keep.add(await written('s1', 'fe', ['a']));
  const batch = await written('s2', 'fe', ['b', 'c']);
  // The last that is put: by then the clips and their features have been.
  failPutsInto('sound', how);
  await expect(visit.keep.add(batch)).rejects.toMatchObject({ name: 'StorageFullError' });
  vi.restoreAllMocks();
  expect(await idsOf(visit.keep)).toEqual(['a']);
  expect([...(await visit.keep.featurePlaces('fe')).keys()]).toEqual(['a']);
  await visit.keep.add(batch);
  expect(await idsOf(visit.keep)).toEqual(['a', 'b', 'c']);
  expect([...(await visit.keep.featurePlaces('fe')).keys()]).toEqual(['a', 'b', 'c']);
});

test.each(FULL)(
  'an index too full to take a clip out, noticed %s, has changed nothing',
  async (_when, how) => {
    await visit.keep.add(await written('s1', 'fe', ['a', 'b']));
    await visit.keep.add(await written('s2', 'fe', ['c']));
    failPutsInto('sound', how);
    await expect(visit.keep.removeClips(['a', 'c'])).rejects.toMatchObject({ name: 'StorageFullError' });
    vi.restoreAllMocks();
    expect(await idsOf(visit.keep)).toEqual(['a', 'c', 'b']);
    const places = [...(await visit.keep.featurePlaces('fe')).values(), (await visit.keep.soundPlace('c'))!];
    expect(await readSpans(places.map(({ span }) => span))).toHaveLength(4);
  },
);

test('a row that cannot be stored at all changes nothing', async () => {
  const batch = await written('s1', 'fe', ['a']);
  const broken = { ...batch.sound[0], place: { ...batch.sound[0].place, samples: (() => 1) as never } };
  await expect(visit.keep.add({ ...batch, sound: [broken] })).rejects.toMatchObject({
    name: 'StorageUnavailableError',
    message: expect.stringContaining('could not be kept'),
  });
  expect(await idsOf(visit.keep)).toEqual([]);
});

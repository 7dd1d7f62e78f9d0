/** What comes of places being kept by portion rather than by clip. */
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { readSpans } from './pack-reader.ts';
import { written } from './testing/keep-fixture.ts';
import { eachOnItsOwnDisk, packs } from './testing/keep-visit.ts';

const visit = eachOnItsOwnDisk();

async function rowCounts(): Promise<{ clips: number; features: number; sound: number }> {
  const database = await openDatabase({});
  const [clips, features, sound] = await Promise.all(
    (['clips', 'features', 'sound'] as const).map((store) => database.count(store)),
  );
  database.close();
  return { clips, features, sound };
}

/** The packs that hold a clip's features and sound. */
async function packsOf(clipId: string): Promise<(string | undefined)[]> {
  const features = (await visit.keep.featurePlaces('fe')).get(clipId);
  return [features?.span.pack, (await visit.keep.soundPlace(clipId))?.span.pack];
}

test('a portion is one row of features for each front end and one of sound', async () => {
  const [one, other] = [await written('s1', 'fe', ['a', 'b']), await written('s2', 'other', ['a', 'b'])];
  await visit.keep.add({ ...one, features: [...one.features, ...other.features] });
  expect(await rowCounts()).toEqual({ clips: 2, features: 2, sound: 1 });
  await visit.keep.add({ clips: [], features: [], sound: [] });
  expect(await rowCounts()).toEqual({ clips: 2, features: 2, sound: 1 });
  expect([...(await visit.keep.featurePlaces('other')).keys()]).toEqual(['a', 'b']);
});

test('the place added last counts, in this visit and in later ones', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b']));
  await visit.keep.add(await written('s2', 'fe', ['a']));
  expect(await packsOf('a')).toEqual(['features/fe/s2', 'sound/s2']);
  expect(await packsOf('b')).toEqual(['features/fe/s1', 'sound/s1']);
  await visit.reopen();
  expect(await packsOf('a')).toEqual(['features/fe/s2', 'sound/s2']);
  // Twelve portions: numbers compared as text would put the tenth before the second.
  for (let n = 3; n <= 12; n++) {
    await visit.reopen();
    await visit.keep.add(await written(`s${n}`, 'fe', ['a']));
    expect(await packsOf('a')).toEqual([`features/fe/s${n}`, `sound/s${n}`]);
  }
});

test('a portion that is gone leaves a gap: the next one overwrites no other', async () => {
  await visit.keep.add(await written('s1', 'fe', ['c']));
  await visit.keep.add(await written('s2', 'fe', ['a', 'b']));
  await visit.keep.removeClips(['c']);
  await visit.reopen();
  await visit.keep.add(await written('s3', 'fe', ['a']));
  expect(await packsOf('a')).toEqual(['features/fe/s3', 'sound/s3']);
  expect(await packsOf('b')).toEqual(['features/fe/s2', 'sound/s2']);
});

test('clips removed inside a portion leave the others of it where they were', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b', 'c']));
  const before = await visit.keep.featurePlaces('fe');
  await visit.keep.removeClips(['b']);
  before.delete('b');
  expect(await visit.keep.featurePlaces('fe')).toEqual(before);
  expect(await visit.keep.soundPlace('b')).toBeNull();
  expect(await readSpans([...before.values()].map(({ span }) => span))).toHaveLength(2);
  expect(await rowCounts()).toEqual({ clips: 2, features: 1, sound: 1 });
  await visit.keep.removeClips(['a', 'c']);
  expect(await rowCounts()).toEqual({ clips: 0, features: 0, sound: 0 });
  expect(await packs()).toEqual([]);
});

test('a replaced place never comes back: not when the clip is removed, nor when the later place is lost', async () => {
  for (const session of ['s1', 's2']) await visit.keep.add(await written(session, 'fe', ['a', 'b']));
  await visit.keep.removeClips(['a']);
  expect(await packsOf('a')).toEqual([undefined, undefined]);
  const lost = [
    (await visit.keep.featurePlaces('fe')).get('b')!.span,
    (await visit.keep.soundPlace('b'))!.span,
  ];
  await visit.keep.dropLost(lost);
  expect(await packsOf('b')).toEqual([undefined, undefined]);
});

test('a pack whose places were all replaced goes with the next sweep', async () => {
  for (const session of ['s1', 's2']) await visit.keep.add(await written(session, 'fe', ['a', 'b']));
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 0, packsDeleted: 2 });
  expect(await packs()).toEqual(['features/fe/s2', 'sound/s2']);
  expect(await rowCounts()).toEqual({ clips: 2, features: 1, sound: 1 });
  expect(await packsOf('a')).toEqual(['features/fe/s2', 'sound/s2']);
});

test('a sound once asked for is asked anew after each change', async () => {
  expect(await visit.keep.soundPlace('a')).toBeNull();
  await visit.keep.add(await written('s1', 'fe', ['a']));
  expect((await visit.keep.soundPlace('a'))?.span.pack).toBe('sound/s1');
  const adding = visit.keep.add(await written('s2', 'fe', ['a']));
  await visit.keep.soundPlace('a');
  await adding;
  expect((await visit.keep.soundPlace('a'))?.span.pack).toBe('sound/s2');
  await visit.keep.removeClips(['a']);
  expect(await visit.keep.soundPlace('a')).toBeNull();
  await visit.keep.add(await written('s3', 'fe', ['a']));
  expect(await visit.keep.soundPlace('a')).not.toBeNull();
  await visit.keep.deleteAll();
  expect(await visit.keep.soundPlace('a')).toBeNull();
});

test('as many clips as CREMA-D has, by the hundred', async () => {
  const COUNT = 7442;
  const ids = Array.from({ length: COUNT }, (_, i) => `clip-${i}`);
  const all = await written('s', 'fe', ids);
  const started = performance.now();
  for (let from = 0; from < COUNT; from += 100) {
    const to = from + 100;
    await visit.keep.add({
      clips: all.clips.slice(from, to),
      features: all.features.slice(from, to),
      sound: all.sound.slice(from, to),
    });
  }
  const added = performance.now();
  await visit.reopen();
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 0, packsDeleted: 0 });
  const [clips, places] = await Promise.all([visit.keep.clips(), visit.keep.featurePlaces('fe')]);
  const restored = performance.now();
  expect([clips.length, places.size]).toEqual([COUNT, COUNT]);
  expect(await visit.keep.soundPlace(ids[COUNT - 1])).toEqual(all.sound[COUNT - 1].place);
  expect(await rowCounts()).toEqual({ clips: COUNT, features: 75, sound: 75 });
  const [addMs, restoreMs] = [added - started, restored - added].map((ms) => ms.toFixed(0));
  console.info(`${COUNT} clips: added in ${addMs} ms, brought back in ${restoreMs} ms`);
});

import { expect, test, vi } from 'vitest';
import { CLASSIC_RECIPE } from '../core/recipe/recipe.ts';
import { featureFolder } from './opfs.ts';
import { PackWriter } from './pack.ts';
import { readSpan, readSpans } from './pack-reader.ts';
import { clipOf, written } from './testing/keep-fixture.ts';
import { eachOnItsOwnDisk, idsOf, packs } from './testing/keep-visit.ts';

const visit = eachOnItsOwnDisk();

test('what was added comes back in the next visit, to the last sample', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b']));
  await visit.reopen();
  expect(await visit.keep.clips()).toEqual([clipOf('a'), clipOf('b')]);
  const places = await visit.keep.featurePlaces('fe');
  expect([...places.keys()]).toEqual(['a', 'b']);
  const { frames, coefficients, span } = places.get('b')!;
  expect([frames, coefficients]).toEqual([2, 3]);
  expect(new Float32Array(await readSpan(span))).toEqual(Float32Array.of(1, 1.125, 1.25, 1.375, 1.5, 1.625));
  const sound = (await visit.keep.soundPlace('b'))!;
  expect([sound.samples, sound.sampleRateHz]).toEqual([3, 16000]);
  expect(new Int16Array(await readSpan(sound.span))).toEqual(Int16Array.of(1, -1, 7));
});

test('clips come by order, then by path', async () => {
  const clips = [
    { clip: clipOf('a', 'z.wav'), order: 1 },
    { clip: clipOf('b', 'b.wav'), order: 2 },
    { clip: clipOf('c', 'a.wav'), order: 2 },
    { clip: clipOf('d', 'y.wav'), order: 0 },
  ];
  await visit.keep.add({ clips, features: [], sound: [] });
  expect(await idsOf(visit.keep)).toEqual(['d', 'a', 'c', 'b']);
});

test('adding again replaces', async () => {
  const batch = await written('s1', 'fe', ['a']);
  await visit.keep.add(batch);
  await visit.keep.add({ ...batch, clips: [{ clip: clipOf('a', 'elsewhere.wav'), order: 5 }] });
  expect((await visit.keep.clips()).map(({ path }) => path)).toEqual(['elsewhere.wav']);
});

test('features are told apart by front end', async () => {
  await visit.keep.add(await written('s1', 'fe1', ['a', 'b']));
  await visit.keep.add(await written('s2', 'fe10', ['a']));
  expect([...(await visit.keep.featurePlaces('fe1')).keys()]).toEqual(['a', 'b']);
  expect([...(await visit.keep.featurePlaces('fe10')).keys()]).toEqual(['a']);
  expect((await visit.keep.featurePlaces('fe')).size).toBe(0);
});

test('facts', async () => {
  expect(await visit.keep.leftOut()).toEqual([]);
  expect(await visit.keep.fact('recipe')).toBeUndefined();
  const leftOut = [{ path: 'x.wav', source: 'z.zip', kind: 'silent' as const, reason: 'Silent.' }];
  await visit.keep.setFact('leftOut', leftOut);
  await visit.keep.setFact('recipe', CLASSIC_RECIPE);
  await visit.keep.setFact('unfinished', ['z.zip']);
  await visit.reopen();
  expect(await visit.keep.leftOut()).toEqual(leftOut);
  expect(await visit.keep.fact('recipe')).toEqual(CLASSIC_RECIPE);
  expect(await visit.keep.fact('unfinished')).toEqual(['z.zip']);
});

test('removed clips are gone with features by every front end; a pack goes with its last clip', async () => {
  await visit.keep.add(await written('s1', 'fe1', ['a', 'b']));
  await visit.keep.add(await written('s2', 'fe2', ['a']));
  await visit.keep.removeClips(['a', 'unknown']);
  expect(await idsOf(visit.keep)).toEqual(['b']);
  expect([...(await visit.keep.featurePlaces('fe1')).keys()]).toEqual(['b']);
  expect((await visit.keep.featurePlaces('fe2')).size).toBe(0);
  expect(await visit.keep.soundPlace('a')).toBeNull();
  // s2's sound of a replaced s1's, so nothing was left in it; nor in its features.
  expect(await packs()).toEqual(['features/fe1/s1', 'sound/s1']);
});

test('a pack that is being written outlives its last row', async () => {
  const writer = await PackWriter.create(featureFolder('fe'), 'live');
  const place = (i: number) => ({
    frames: 1,
    coefficients: 1,
    span: writer.append(new Uint8Array(4).fill(i)),
  });
  await visit.keep.add({
    clips: [],
    features: [{ clipId: 'a', frontEndKey: 'fe', place: place(1) }],
    sound: [],
  });
  await visit.keep.removeClips(['a']);
  const later = place(2);
  writer.close();
  await visit.keep.add({
    clips: [],
    features: [{ clipId: 'b', frontEndKey: 'fe', place: later }],
    sound: [],
  });
  expect(new Uint8Array(await readSpan(later.span))[0]).toBe(2);
});

test('only the front ends used last keep their features and packs', async () => {
  for (const key of ['fe1', 'fe2', 'fe3', 'never-touched']) {
    await visit.keep.add(await written(`s-${key}`, key, ['a', 'b']));
    if (key !== 'never-touched') await visit.keep.touchFrontEnd(key);
  }
  await visit.keep.touchFrontEnd('fe1');
  await visit.keep.forgetOldFrontEnds(2);
  expect(await visit.keep.fact('frontEndsUsed')).toEqual(['fe3', 'fe1']);
  const sizes = ['fe1', 'fe2', 'fe3', 'never-touched'].map(
    async (key) => (await visit.keep.featurePlaces(key)).size,
  );
  expect(await Promise.all(sizes)).toEqual([2, 0, 2, 0]);
  expect((await packs()).filter((pack) => pack.startsWith('features'))).toEqual([
    'features/fe1/s-fe1',
    'features/fe3/s-fe3',
  ]);
  // Clips and their sound stay, whatever the front end.
  expect(await idsOf(visit.keep)).toEqual(['a', 'b']);
  expect(await readSpan((await visit.keep.soundPlace('a'))!.span)).toBeDefined();
  await visit.keep.forgetOldFrontEnds(0);
  expect((await visit.keep.featurePlaces('fe1')).size).toBe(0);
});

test('usage counts packs by folder', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b']));
  expect(await visit.keep.usage()).toEqual({
    keptBytes: 48 + 14,
    featureBytes: 48,
    // The second piece starts at a multiple of four.
    soundBytes: 14,
    runBytes: 0,
    browserUsage: 1000,
    quota: 5000,
  });
  vi.stubGlobal('navigator', { storage: { ...visit.disk.storage, estimate: undefined } });
  expect(await visit.keep.usage()).toMatchObject({ keptBytes: 62, browserUsage: null, quota: null });
});

test('deleting all leaves nothing, and one can go on at once', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a']));
  await visit.keep.setFact('recipe', CLASSIC_RECIPE);
  await visit.keep.deleteAll();
  expect(visit.disk.files()).toEqual([]);
  expect(await visit.keep.clips()).toEqual([]);
  expect(await visit.keep.fact('recipe')).toBeUndefined();
  await visit.keep.deleteAll();
  await visit.keep.add(await written('s2', 'fe', ['b']));
  expect(await idsOf(visit.keep)).toEqual(['b']);
});

test('deleting all while features are being read: the reading gets what it asked for or hears that it is lost', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a', 'b']));
  const spans = [...(await visit.keep.featurePlaces('fe')).values()].map(({ span }) => span);
  const reading = readSpans(spans).then(
    (buffers) => buffers.length,
    (error) => error.name,
  );
  await visit.keep.deleteAll();
  expect([2, 'KeptDataLostError']).toContain(await reading);
  await expect(readSpans(spans)).rejects.toMatchObject({ name: 'KeptDataLostError' });
});

test('deleting all while a pack is being written: all others go, and it says so', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a']));
  const writer = await PackWriter.create(featureFolder('fe'), 'live');
  await expect(visit.keep.deleteAll()).rejects.toMatchObject({ name: 'StorageBusyError' });
  expect(await visit.keep.clips()).toEqual([]);
  expect(await packs()).toEqual(['features/fe/live']);
  writer.close();
  await visit.keep.deleteAll();
  expect(visit.disk.files()).toEqual([]);
});

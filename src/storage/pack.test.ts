import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PackWriter } from './pack.ts';
import { readSpan } from './pack-reader.ts';
import { FakeDisk } from './testing/fake-disk.ts';

let disk: FakeDisk;
beforeEach(() => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: disk.storage });
});
afterEach(() => vi.unstubAllGlobals());

const bytes = (...values: number[]) => new Uint8Array(values);

test('what was appended can be read, on offsets that typed arrays can view', async () => {
  const writer = await PackWriter.create('sound', 'one');
  const odd = writer.append(bytes(1, 2, 3));
  const floats = Float32Array.of(0.5, -2);
  const span = writer.append(new Uint8Array(floats.buffer));
  writer.flush();
  expect(odd).toEqual({ pack: 'sound/one', offset: 0, bytes: 3 });
  expect(span).toEqual({ pack: 'sound/one', offset: 4, bytes: 8 });
  expect(new Uint8Array(await readSpan(odd))).toEqual(bytes(1, 2, 3));
  expect(new Float32Array(await readSpan(span))).toEqual(floats);
});

test('packs lie in nested folders below one of their own', async () => {
  (await PackWriter.create('features/1-abc', 'one')).close();
  expect(disk.files()).toEqual(['intone/features/1-abc/one']);
});

test('a view into a larger buffer is written alone', async () => {
  const writer = await PackWriter.create('sound', 'one');
  const span = writer.append(bytes(9, 1, 2, 9).subarray(1, 3));
  expect(new Uint8Array(await readSpan(span))).toEqual(bytes(1, 2));
});

test('where the quota is used up, the pack is as before and smaller pieces still fit', async () => {
  const writer = await PackWriter.create('sound', 'one');
  const first = writer.append(bytes(1, 2, 3, 4));
  disk.freeBytes = 8;
  expect(() => writer.append(new Uint8Array(9))).toThrow(
    expect.objectContaining({ name: 'StorageFullError', remedy: expect.stringContaining('disk') }),
  );
  const second = writer.append(bytes(5, 6));
  expect(second.offset).toBe(4);
  expect(new Uint8Array(await readSpan(first))).toEqual(bytes(1, 2, 3, 4));
  expect(new Uint8Array(await readSpan(second))).toEqual(bytes(5, 6));
});

test('a short write counts as full and is rolled back', async () => {
  const writer = await PackWriter.create('sound', 'one');
  writer.append(bytes(1));
  disk.longestWrite = 2;
  expect(() => writer.append(bytes(1, 2, 3))).toThrow(expect.objectContaining({ name: 'StorageFullError' }));
  writer.close();
  const file = await (await PackWriter.create('sound', 'one')).append(bytes(7));
  expect(file.offset).toBe(4);
});

test('a pack has one writer', async () => {
  const writer = await PackWriter.create('sound', 'one');
  await expect(PackWriter.create('sound', 'one')).rejects.toMatchObject({ name: 'StorageUnavailableError' });
  writer.close();
  await expect(PackWriter.create('sound', 'one')).resolves.toBeInstanceOf(PackWriter);
});

test('writing after closing is an error with a name', async () => {
  const writer = await PackWriter.create('sound', 'one');
  writer.close();
  writer.close();
  expect(() => writer.append(bytes(1))).toThrow(expect.objectContaining({ name: 'StorageUnavailableError' }));
});

test('a browser without OPFS, or one that refuses it, is told of', async () => {
  disk.refuses = true;
  await expect(PackWriter.create('sound', 'one')).rejects.toMatchObject({
    name: 'StorageUnavailableError',
    message: expect.stringContaining('SecurityError'),
  });
  vi.stubGlobal('navigator', {});
  await expect(PackWriter.create('sound', 'one')).rejects.toMatchObject({ name: 'StorageUnavailableError' });
});

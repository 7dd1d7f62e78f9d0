import { expect, test } from 'vitest';
import type { RandomAccess } from '../src/core/zip/directory.ts';
import { readAhead } from './readAhead.ts';

const FILE = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

function counted(): { access: RandomAccess; reads: [number, number][] } {
  const reads: [number, number][] = [];
  const read = async (offset: number, length: number) => {
    reads.push([offset, length]);
    return FILE.slice(offset, offset + length);
  };
  return { access: { size: FILE.length, read }, reads };
}

test('every read gives the bytes asked for, in whatever order', async () => {
  const { access } = counted();
  const ahead = readAhead(access, 100);
  for (const [offset, length] of [
    [0, 10],
    [95, 10],
    [10, 300],
    [990, 50],
    [0, 1000],
    [500, 0],
    [199, 2],
  ])
    expect(await ahead.read(offset, length)).toEqual(FILE.slice(offset, offset + length));
  const together = await Promise.all([ahead.read(700, 90), ahead.read(10, 20), ahead.read(790, 90)]);
  expect(together).toEqual([FILE.slice(700, 790), FILE.slice(10, 30), FILE.slice(790, 880)]);
});

test('going forwards, the file is read once, a window at a time and one ahead', async () => {
  const { access, reads } = counted();
  const ahead = readAhead(access, 100);
  for (let at = 0; at < 1000; at += 30) await ahead.read(at, 30);
  expect(reads).toEqual(Array.from({ length: 10 }, (_, i) => [100 * i, 100]));
});

test('a read that fails is told to whoever asked, not to nobody', async () => {
  const access: RandomAccess = { size: 1000, read: () => Promise.reject(new Error('gone')) };
  await expect(readAhead(access, 100).read(0, 10)).rejects.toThrow('gone');
});

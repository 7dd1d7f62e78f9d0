import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deletePack } from './opfs.ts';
import { type PackSpan, PackWriter } from './pack.ts';
import { readSpan, readSpans } from './pack-reader.ts';
import { FakeDisk } from './testing/fake-disk.ts';

let disk: FakeDisk;
beforeEach(() => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: disk.storage });
});
afterEach(() => vi.unstubAllGlobals());

const MIB = 1024 * 1024;

async function filled(name: string, pieces: number, bytes: number): Promise<PackSpan[]> {
  const writer = await PackWriter.create('sound', name);
  const spans = Array.from({ length: pieces }, (_, i) => writer.append(new Uint8Array(bytes).fill(i + 1)));
  writer.close();
  return spans;
}

const firstBytes = (buffers: ArrayBuffer[]) => buffers.map((buffer) => new Uint8Array(buffer)[0]);

test('spans come in the order asked, over several packs, each with a buffer of its own', async () => {
  const [a1, a2, a3] = await filled('a', 3, 10);
  const [b1, b2] = await filled('b', 2, 6);
  const buffers = await readSpans([a3, b2, a1, b1, a2, a1]);
  expect(firstBytes(buffers)).toEqual([3, 2, 1, 1, 2, 1]);
  expect(buffers.map(({ byteLength }) => byteLength)).toEqual([10, 6, 10, 6, 10, 10]);
  expect(new Set(buffers).size).toBe(6);
});

test('neighbours are read at once, up to 8 MB, and far ones apart', async () => {
  const spans = await filled('a', 20, MIB);
  disk.reads = 0;
  await readSpans(spans);
  expect(disk.reads).toBe(3);
  disk.reads = 0;
  await readSpans([spans[0], spans[10], spans[11]]);
  expect(disk.reads).toBe(2);
});

test('a span larger than a read is read whole', async () => {
  const [span] = await filled('a', 1, 9 * MIB);
  expect((await readSpan(span)).byteLength).toBe(9 * MIB);
});

test('nothing asked, nothing read', async () => {
  expect(await readSpans([])).toEqual([]);
  const [span] = await filled('a', 1, 0);
  expect((await readSpan(span)).byteLength).toBe(0);
});

test('lost spans are all named before any is read', async () => {
  const [a1, a2, a3] = await filled('a', 3, 8);
  const [b1] = await filled('b', 1, 8);
  disk.cut('intone/sound/a', 12);
  await deletePack('sound/b');
  disk.reads = 0;
  await expect(readSpans([a1, a2, b1, a3])).rejects.toMatchObject({
    name: 'KeptDataLostError',
    spans: [a2, a3, b1],
    remedy: 'Drop the zip or folder these clips came from again.',
  });
  expect(disk.reads).toBe(0);
  expect(firstBytes(await readSpans([a1]))).toEqual([1]);
});

test('a pack that grows between getFile and the read is looked at again', async () => {
  const writer = await PackWriter.create('sound', 'a');
  const span = writer.append(new Uint8Array([1, 2, 3, 4]));
  let growths = 4;
  disk.afterGetFile = () => {
    if (growths-- > 0) writer.append(new Uint8Array(100));
  };
  expect(new Uint8Array(await readSpan(span))).toEqual(new Uint8Array([1, 2, 3, 4]));
});

test('a pack that never holds still is given up on, as unreadable and not as lost', async () => {
  const writer = await PackWriter.create('sound', 'a');
  const span = writer.append(new Uint8Array(4));
  disk.afterGetFile = () => void writer.append(new Uint8Array(4));
  await expect(readSpan(span)).rejects.toMatchObject({ name: 'StorageUnavailableError' });
});

test('a pack deleted between getFile and the read is lost', async () => {
  const [span] = await filled('a', 1, 4);
  let looks = 0;
  disk.afterGetFile = () => {
    if (++looks === 2) void deletePack('sound/a');
  };
  await expect(readSpan(span)).rejects.toMatchObject({ name: 'KeptDataLostError', spans: [span] });
});

test('without OPFS, reading says so', async () => {
  vi.stubGlobal('navigator', {});
  await expect(readSpan({ pack: 'sound/a', offset: 0, bytes: 1 })).rejects.toMatchObject({
    name: 'StorageUnavailableError',
  });
});

import { existsSync, openAsBlob } from 'node:fs';
import { constants, crc32, deflateRawSync, type ZlibOptions } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Random } from '../dataset/random.ts';
import { readDirectory } from './directory.ts';
import { canInflate, inflateRaw } from './inflate.ts';
import { localDataOffset } from './local.ts';
import { BitWriter } from './testing/deflate.ts';
import { inflateBetweenGuards } from './testing/guarded.ts';

function same(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && Buffer.compare(a, b) === 0;
}

/** By both doors; and nothing where another size, another checksum, or a byte more or less is asked for. */
function expectInflated(data: Uint8Array, content: Uint8Array): void {
  const bytes = content.length;
  const sum = crc32(content);
  if (!same(inflateRaw(data, bytes, sum), content)) expect(inflateRaw(data, bytes, sum)).toEqual(content);
  expect(same(inflateBetweenGuards(data, bytes), content)).toBe(true);
  expect(inflateRaw(data, bytes, (sum ^ 1) >>> 0)).toBeNull();
  expect(inflateRaw(data, bytes + 1, sum)).toBeNull();
  if (bytes > 0) expect(inflateBetweenGuards(data, bytes - 1)).toBeNull();
  expect(inflateBetweenGuards(data.subarray(0, -1), bytes)).toBeNull();
  expect(inflateBetweenGuards(Buffer.concat([data, Buffer.alloc(1)]), bytes)).toBeNull();
}

const WORDS = ['kids', 'are', 'talking', 'by', 'the', 'door', 'dogs', 'sitting', 'say', 'word'];

/** What compresses in different ways. */
const KINDS: Record<string, (bytes: number, random: Random) => Uint8Array> = {
  random: (bytes, random) => Uint8Array.from({ length: bytes }, () => random.below(256)),
  text: (bytes, random) => {
    let text = '';
    while (text.length < bytes) text += `${WORDS[random.below(WORDS.length)]} `;
    return Buffer.from(text.slice(0, bytes));
  },
  PCM: (bytes, random) => {
    const level = 10 ** random.between(1, 4);
    const samples = Int16Array.from(
      { length: (bytes + 1) >> 1 },
      (_, i) => level * (Math.sin(i / 30) + 0.1 * random.normal()),
    );
    return new Uint8Array(samples.buffer, 0, bytes);
  },
  zeros: (bytes) => new Uint8Array(bytes),
  'codes of all lengths': (bytes, random) =>
    Uint8Array.from({ length: bytes }, () => Math.min(255, -20 * Math.log(1 - random.uniform()))),
};

const WAYS: ZlibOptions[] = [
  ...Array.from({ length: 10 }, (_, level) => ({ level })),
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
  { memLevel: 1 },
  { windowBits: 9 },
];

describe('what zlib deflates comes out whole', () => {
  /** Most of them about where the fast loop has no room any more. */
  const SIZES = [...Array(6).keys(), 16, 257, 258, 259, 272, 273, 274, 275, 276, 277, 540, 5000, 70_001];

  test.each(Object.keys(KINDS))('%s, of many sizes in many ways', (kind) => {
    const random = new Random(1);
    for (const bytes of SIZES) {
      const content = KINDS[kind](bytes, random);
      for (const way of WAYS) expectInflated(deflateRawSync(content, way), content);
    }
  });

  test('distances as long as zlib makes them', () => {
    const random = new Random(2);
    const block = KINDS.random(32_500, random);
    const content = Buffer.concat([block, block, KINDS.random(100, random), block.subarray(1000, 32_000)]);
    const data = deflateRawSync(content, { level: 9 });
    expect(data.length).toBeLessThan(34_000);
    expectInflated(data, content);
  });

  test('the longest distance', () => {
    const block = KINDS.random(32_768, new Random(3));
    const stored = deflateRawSync(block, { level: 0, finishFlush: constants.Z_SYNC_FLUSH });
    // Fixed codes: a match of 3 bytes, and the last symbol for a distance with all its extra bits.
    const match = new BitWriter().bits(1, 1).bits(1, 2).code(1, 7).code(29, 5).bits(8191, 13).code(0, 7);
    expectInflated(Buffer.concat([stored, match.bytes()]), Buffer.concat([block, block.subarray(0, 3)]));
    expect(inflateBetweenGuards(match.bytes(), 3)).toBeNull();
  });

  test('matches of every length, near ones repeating themselves, at the end and before it', () => {
    const random = new Random(3);
    for (let distance = 1; distance <= 40; distance++) {
      const start = KINDS.random(distance, random);
      for (const length of [3, 4, 15, 16, 17, 31, 32, 33, 257, 258, 259, 517]) {
        const periodic = Uint8Array.from({ length: distance + length }, (_, i) => start[i % distance]);
        for (const behind of [0, 12, 13, 14, 600]) {
          const content = Buffer.concat([periodic, KINDS.random(behind, random)]);
          expectInflated(deflateRawSync(content, { level: 9 }), content);
        }
      }
    }
  });

  test('a match of 258 bytes for every bit, which is as dense as deflate gets', () => {
    const content = new Uint8Array(4_000_000);
    const data = deflateRawSync(content, { level: 9 });
    expect(content.length / data.length).toBeGreaterThan(1000);
    expect(same(inflateRaw(data, content.length, crc32(content)), content)).toBe(true);
  });

  test('many blocks of all kinds', () => {
    const random = new Random(4);
    const parts: Uint8Array[] = [];
    const contents: Uint8Array[] = [];
    for (let i = 0; i < 200; i++) {
      const content = Object.values(KINDS)[random.below(5)](random.below(2000), random);
      contents.push(content);
      // A flush ends on a whole byte, so that pieces may be put together.
      const way = { ...WAYS[random.below(13)], finishFlush: constants.Z_SYNC_FLUSH };
      parts.push(deflateRawSync(content, way));
    }
    parts.push(deflateRawSync(new Uint8Array(0)));
    expectInflated(Buffer.concat(parts), Buffer.concat(contents));
  });
});

test('the room that is given is filled, and asked for only where all is sound', () => {
  const content = Buffer.from('Kids are talking by the door.');
  const data = deflateRawSync(content);
  const asked: number[] = [];
  const room = new Uint8Array(100).fill(7);
  const allocate = (bytes: number) => {
    asked.push(bytes);
    return room.subarray(10, 10 + bytes);
  };
  expect(inflateRaw(data, content.length, 1, allocate)).toBeNull();
  expect(asked).toEqual([]);
  const inflated = inflateRaw(data, content.length, crc32(content), allocate)!;
  expect(asked).toEqual([content.length]);
  expect(inflated.buffer).toBe(room.buffer);
  expect(same(room.subarray(10, 10 + content.length), content)).toBe(true);
  expect([room[9], room[10 + content.length]]).toEqual([7, 7]);
});

test('a buffer of its own, which later calls leave alone', () => {
  const first = inflateRaw(deflateRawSync(Buffer.from('first')), 5, crc32('first'))!;
  inflateRaw(deflateRawSync(Buffer.from('other')), 5, crc32('other'));
  expect(Buffer.from(first).toString()).toBe('first');
  expect(first.buffer.byteLength).toBe(5);
});

test('the large stay with the stream', () => {
  expect(canInflate(0)).toBe(true);
  expect(canInflate(16 * 1024 ** 2)).toBe(true);
  expect(canInflate(16 * 1024 ** 2 + 1)).toBe(false);
  expect(inflateRaw(deflateRawSync(new Uint8Array(20_000_000)), 20_000_000, 0)).toBeNull();
});

const CORPUS = '../shared/data/Audio_Speech_Actors_01-20.zip';

test.skipIf(!existsSync(CORPUS))(`every 20th entry of ${CORPUS} (skipped where it is not)`, async () => {
  const file = await openAsBlob(CORPUS);
  const read = async (offset: number, length: number) =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  const entries = await readDirectory({ size: file.size, read }, CORPUS);
  for (let i = 0; i < entries.length; i += 20) {
    const { offset, compressedBytes, bytes, crc32 } = entries[i];
    const local = await read(offset, compressedBytes + 1000);
    const start = localDataOffset(local)!;
    expect(inflateRaw(local.subarray(start, start + compressedBytes), bytes, crc32)).not.toBeNull();
  }
});

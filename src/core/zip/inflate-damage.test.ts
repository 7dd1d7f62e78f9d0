import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Random } from '../dataset/random.ts';
import { inflateRaw } from './inflate.ts';
import { BitWriter, mutate, randomCode, writeCounts, writeHeader, writeLength } from './testing/deflate.ts';
import { inflateBetweenGuards } from './testing/guarded.ts';

/** More than any of the small streams here gives; where one gives more, both must refuse it. */
const ROOM = 8192;

/** @returns what comes out and how many bytes zlib takes for it; null where it refuses the data or `ROOM` is too small */
function inflateByZlib(data: Uint8Array): { content: Uint8Array; usedBytes: number } | null {
  const { stackTraceLimit } = Error;
  // To look up the places of a stack, for each of thousands of errors, takes minutes.
  Error.stackTraceLimit = 0;
  try {
    const options = { info: true, chunkSize: ROOM + 1, maxOutputLength: ROOM };
    const { buffer, engine } = inflateRawSync(data, options) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    return { content: buffer, usedBytes: engine.bytesWritten };
  } catch {
    return null;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * Compares the kernel's verdict and bytes with zlib's, for which bytes left over are none of its business.
 * @returns null where zlib refuses the data, else how many bytes it leaves over
 */
function leftOver(data: Uint8Array): number | null {
  const expected = inflateByZlib(data);
  const used = data.subarray(0, expected?.usedBytes);
  const inflated = inflateBetweenGuards(used, ROOM);
  if (expected === null || inflated === null) expect(inflated).toBe(expected);
  else expect(Buffer.compare(inflated, expected.content)).toBe(0);
  if (used.length < data.length) expect(inflateBetweenGuards(data, ROOM)).toBeNull();
  // Rooms in which the fast loop soon has none left, or none at all.
  const bytes = expected?.content.length ?? 300;
  expect(inflateBetweenGuards(used, bytes)?.length).toBe(expected?.content.length);
  if (bytes > 0) expect(inflateBetweenGuards(used, bytes - 1)).toBeNull();
  return expected && data.length - used.length;
}

/** Whether zlib takes it, and nothing is left over. */
function taken(data: Uint8Array): boolean {
  return leftOver(data) === 0;
}

test('20,000 mutants: the same verdict and the same bytes as by zlib', { timeout: 60_000 }, () => {
  const random = new Random(5);
  const text = Buffer.from('Kids are talking by the door. Dogs are sitting by the door. '.repeat(8));
  const samples = Int16Array.from({ length: 300 }, (_, i) => 900 * Math.sin(i / 9) + 30 * random.normal());
  const contents = [text, new Uint8Array(samples.buffer), new Uint8Array(700), Buffer.from('ab')];
  const seeds = contents.flatMap((content) =>
    [{ level: 0 }, { level: 1 }, { level: 9 }, { strategy: constants.Z_FIXED }, { memLevel: 1 }].map(
      (way) => ({
        content,
        data: deflateRawSync(content, way),
      }),
    ),
  );
  const counts = { taken: 0, refused: 0 };
  for (let i = 0; i < 20_000; i++) {
    const { data, content } = seeds[i % seeds.length];
    const mutant = mutate(data, random);
    const left = leftOver(mutant);
    counts[left === null ? 'refused' : 'taken']++;
    const whole = left === 0 && Buffer.compare(inflateByZlib(mutant)!.content, content) === 0;
    expect(inflateRaw(mutant, content.length, crc32(content)) !== null).toBe(whole);
  }
  expect(counts.taken).toBeGreaterThan(1000);
  expect(counts.refused).toBeGreaterThan(10_000);
});

test('random codes, sound or not, before random bits', { timeout: 60_000 }, () => {
  const random = new Random(6);
  const counts = { taken: 0, refused: 0 };
  for (let i = 0; i < 4000; i++) {
    const literals = randomCode(
      257 + random.below(30),
      2 + random.below(random.below(2) ? 12 : 255),
      random,
      256,
    );
    const distances = randomCode(1 + random.below(30), 1, random);
    if (distances.length > 1 && random.below(3)) {
      const sound = randomCode(distances.length, 2 + random.below(distances.length - 1), random);
      distances.splice(0, sound.length, ...sound);
    } else if (random.below(2)) {
      distances[random.below(distances.length)] = random.below(3);
    }
    if (random.below(6) === 0) literals[random.below(literals.length)] = random.below(16);
    if (random.below(6) === 0) distances[random.below(distances.length)] = random.below(16);
    const writer = writeHeader(new BitWriter(), { literals, distances });
    for (let bytes = random.below(120); bytes > 0; bytes--) writer.bits(random.below(256), 8);
    counts[leftOver(writer.bytes()) === null ? 'refused' : 'taken']++;
  }
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(800);
});

const changed = (lengths: number[], symbol: number, length: number) =>
  lengths.map((old, i) => (i === symbol ? length : old));

/** Only the end of the block has a code, of one bit. */
const ONLY_END = [...new Array<number>(256).fill(0), 1];

/** a: 0, the end: 10, a match of three bytes: 11. */
function threeCodes(): number[] {
  const lengths = new Array<number>(258).fill(0);
  lengths[97] = 1;
  lengths[256] = 2;
  lengths[257] = 2;
  return lengths;
}

describe('the rules at their edges, as zlib has them', () => {
  const written = (...bits: [number, number][]) => {
    const writer = new BitWriter();
    for (const [value, count] of bits) writer.bits(value, count);
    return writer.bytes();
  };

  test('blocks', () => {
    expect(taken(new Uint8Array(0))).toBe(false);
    expect(taken(written([1, 1], [3, 2]))).toBe(false);
    expect(taken(written([1, 1], [1, 2], [0, 7]))).toBe(true);
    expect(taken(written([0, 1], [1, 2], [0, 7]))).toBe(false);
    expect(taken(Uint8Array.of(1, 0, 0, 255, 255))).toBe(true);
    expect(taken(Uint8Array.of(1, 2, 0, 253, 255, 7, 8))).toBe(true);
    expect(taken(Uint8Array.of(1, 2, 0, 253, 254, 7, 8))).toBe(false);
    expect(taken(Uint8Array.of(1, 2, 0, 253, 255, 7))).toBe(false);
    expect(taken(Uint8Array.of(1, 2, 0, 253, 255, 7, 8, 9))).toBe(false);
    expect(taken(Uint8Array.of(1, 2, 0))).toBe(false);
  });

  test('fixed codes without a meaning, and distances before the beginning', () => {
    const fixed = () => new BitWriter().bits(1, 1).bits(1, 2);
    expect(
      taken(
        fixed()
          .code(0x30 + 97, 8)
          .code(0, 7)
          .bytes(),
      ),
    ).toBe(true);
    for (const symbol of [284, 285, 286, 287])
      for (const distance of [0, 1, 29, 30, 31])
        for (const before of [0, 1, 2, 3]) {
          const writer = fixed();
          for (let i = 0; i < before; i++) writer.code(0x30 + i, 8);
          writer
            .code(0xc0 + symbol - 280, 8)
            .bits(0, symbol === 284 ? 5 : 0)
            .code(distance, 5)
            .code(0, 7);
          expect(leftOver(writer.bits(0, 80).bytes()) !== null).toBe(symbol < 286 && distance < before);
        }
  });

  test('codes with bits over, too few, or none', () => {
    const block = (literals: number[], distances: number[], bits: [number, number][], lengths?: number[]) => {
      const writer = writeHeader(new BitWriter(), { literals, distances, ...(lengths && { lengths }) });
      for (const [code, length] of bits) writer.code(code, length);
      return taken(writer.bytes());
    };
    expect(block(ONLY_END, [0], [[0, 1]])).toBe(true);
    expect(block(ONLY_END, [0], [[1, 1]])).toBe(false);
    expect(block(changed(ONLY_END, 256, 2), [0], [[0, 2]])).toBe(false);
    expect(block(changed(ONLY_END, 256, 0), [0], [[0, 1]])).toBe(false);
    expect(block(changed(changed(ONLY_END, 256, 0), 0, 1), [0], [[0, 1]])).toBe(false);
    expect(block(threeCodes(), [0], [[2, 2]])).toBe(true);
    expect(
      block(
        threeCodes(),
        [0],
        [
          [0, 1],
          [3, 2],
          [0, 1],
          [2, 2],
        ],
      ),
    ).toBe(false);
    expect(
      block(
        threeCodes(),
        [1],
        [
          [0, 1],
          [3, 2],
          [0, 1],
          [2, 2],
        ],
      ),
    ).toBe(true);
    expect(
      block(
        threeCodes(),
        [1],
        [
          [0, 1],
          [3, 2],
          [1, 1],
          [2, 2],
        ],
      ),
    ).toBe(false);
    expect(block(threeCodes(), [2], [[2, 2]])).toBe(false);
    expect(block(threeCodes(), [1, 1], [[2, 2]])).toBe(true);
    expect(block(threeCodes(), [1, 1, 1], [[2, 2]])).toBe(false);
    expect(block(changed(threeCodes(), 98, 2), [1], [[2, 2]])).toBe(false);
    expect(block(ONLY_END, [0], [[0, 1]], new Array(19).fill(0))).toBe(false);
    expect(block(ONLY_END, [0], [[0, 1]], changed(new Array(19).fill(0), 0, 1))).toBe(false);
    expect(block(ONLY_END, [0], [[0, 1]], new Array(19).fill(1))).toBe(false);
  });

  test('more codes than are defined', () => {
    for (const literals of [286, 287, 288])
      for (const distances of [1, 30, 31, 32]) {
        const lengths = [...ONLY_END, ...new Array<number>(literals - 257).fill(0)];
        const header = { literals: lengths, distances: new Array<number>(distances).fill(0) };
        const data = writeHeader(new BitWriter(), header).code(0, 1).bytes();
        expect(taken(data)).toBe(literals === 286 && distances <= 30);
      }
  });

  test('lengths repeated beyond the last, or with none before', () => {
    /** Of 257 literals and one distance, whose lengths follow. */
    const header = () => writeCounts(new BitWriter(), 257, 1);
    const repeat = (writer: BitWriter, symbol: 16 | 17 | 18, extra: number) =>
      writeLength(writer, symbol).bits(extra, symbol === 18 ? 7 : symbol - 14);
    const zeros = (writer: BitWriter, count: number) => {
      repeat(writer, 18, 127);
      for (let left = count - 138; left > 0; left--) writeLength(writer, 0);
      return writer;
    };
    const ended = (writer: BitWriter) => taken(writer.code(0, 1).bytes());
    expect(ended(writeLength(writeLength(zeros(header(), 256), 1), 0))).toBe(true);
    expect(ended(writeLength(writeLength(zeros(repeat(header(), 17, 0), 253), 1), 0))).toBe(true);
    expect(ended(writeLength(writeLength(zeros(repeat(header(), 16, 0), 253), 1), 0))).toBe(false);
    expect(ended(repeat(writeLength(zeros(header(), 256), 1), 17, 0))).toBe(false);
    // From one code into the other, whose only length becomes 2, which is too few; and beyond that.
    expect(ended(repeat(writeLength(zeros(header(), 254), 2), 16, 0))).toBe(false);
    expect(ended(repeat(writeLength(zeros(header(), 255), 1), 16, 0))).toBe(false);
  });
});

import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { concat } from '../audio/testing/build.ts';
import { Random } from '../dataset/random.ts';
import { inflateRaw } from './inflate.ts';
import { BitWriter, randomCode, writeHeader, writeLength } from './testing/deflate.ts';
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
  return expected && data.length - used.length;
}

/** Whether zlib takes it, and nothing is left over. */
function taken(data: Uint8Array): boolean {
  return leftOver(data) === 0;
}

/** One to three changes: a bit, a byte, a cut, a piece taken out, doubled or put elsewhere. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let out = Uint8Array.from(bytes);
  for (let changes = 1 + random.below(3); changes > 0 && out.length > 1; changes--) {
    // Half of the changes fall on the beginning, where the codes are.
    const at = random.below(random.below(2) ? out.length : Math.min(out.length, 60));
    const end = Math.min(out.length, at + 1 + random.below(8));
    const kind = random.below(8);
    if (kind < 4) out[at] ^= 1 << random.below(8);
    else if (kind === 4) out[at] = random.below(256);
    else if (kind === 5) out = out.slice(0, at);
    else if (kind === 6) out = concat([out.subarray(0, at), out.subarray(end)]);
    else out = concat([out.subarray(0, end), out.subarray(at)]);
  }
  return out;
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
    expect(block(ONLY_END.with(256, 2), [0], [[0, 2]])).toBe(false);
    expect(block(ONLY_END.with(256, 0), [0], [[0, 1]])).toBe(false);
    expect(block(ONLY_END.with(256, 0).with(0, 1), [0], [[0, 1]])).toBe(false);
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
    expect(block(threeCodes().with(98, 2), [1], [[2, 2]])).toBe(false);
    expect(block(ONLY_END, [0], [[0, 1]], new Array(19).fill(0))).toBe(false);
    expect(block(ONLY_END, [0], [[0, 1]], new Array(19).fill(0).with(0, 1))).toBe(false);
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
    const header = () => {
      const writer = new BitWriter().bits(1, 1).bits(2, 2).bits(0, 5).bits(0, 5).bits(15, 4);
      for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
        writer.bits(symbol < 13 ? 4 : 5, 3);
      return writer;
    };
    const repeat = (writer: BitWriter, symbol: 16 | 17 | 18, extra: number) =>
      writeLength(writer, symbol).bits(extra, symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
    expect(taken(repeat(header(), 16, 0).bits(0, 2000).bytes())).toBe(false);
    const zeros = (count: number) => {
      const writer = repeat(header(), 18, 127);
      for (let left = count - 138; left > 0; left--) writeLength(writer, 0);
      return writer;
    };
    expect(
      taken(
        writeLength(writeLength(zeros(256), 1), 0)
          .code(0, 1)
          .bytes(),
      ),
    ).toBe(true);
    expect(
      taken(
        repeat(writeLength(zeros(256), 1), 17, 0)
          .code(0, 1)
          .bytes(),
      ),
    ).toBe(false);
    expect(taken(repeat(zeros(254), 16, 0).code(0, 1).bytes())).toBe(false);
    // From one code into the other: the end and the only distance have one bit each.
    const across = writeLength(zeros(254), 2);
    expect(taken(repeat(across, 16, 0).code(2, 2).bytes())).toBe(false);
    expect(
      taken(
        repeat(writeLength(zeros(253), 2), 16, 1)
          .code(2, 2)
          .bytes(),
      ),
    ).toBe(false);
  });
});

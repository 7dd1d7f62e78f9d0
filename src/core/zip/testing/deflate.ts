// For tests only: deflate data written bit by bit, so that each rule may be broken.
import { concat } from '../../audio/testing/build.ts';
import type { Random } from '../../dataset/random.ts';

/** Appends bits, the lowest first (RFC 1951 §3.1.1). */
export class BitWriter {
  private readonly written: number[] = [];

  bits(value: number, count: number): this {
    for (let i = 0; i < count; i++) this.written.push((value >> i) & 1);
    return this;
  }

  /** A prefix code, whose highest bit comes first. */
  code(code: number, length: number): this {
    for (let i = length - 1; i >= 0; i--) this.written.push((code >> i) & 1);
    return this;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(this.written.length / 8));
    this.written.forEach((bit, i) => {
      bytes[i >> 3] |= bit << (i & 7);
    });
    return bytes;
  }
}

/** Of the lengths 0 … 18, four bits each up to 12 and then five: no bits over and none too few. */
const LENGTHS = Array.from({ length: 19 }, (_, symbol) => (symbol < 13 ? 4 : 5));

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Begins a last block with codes of its own (RFC 1951 §3.2.7).
 *
 * @param literals 257 to 288. @param distances 1 to 32.
 * @param lengths of the code for lengths; a sound one if not given
 */
export function writeCounts(
  writer: BitWriter,
  literals: number,
  distances: number,
  lengths: number[] = LENGTHS,
): BitWriter {
  writer.bits(1, 1).bits(2, 2);
  writer
    .bits(literals - 257, 5)
    .bits(distances - 1, 5)
    .bits(15, 4);
  for (const symbol of ORDER) writer.bits(lengths[symbol], 3);
  return writer;
}

/** The same with the lengths of both codes, none repeated. */
export function writeHeader(
  writer: BitWriter,
  codes: { literals: number[]; distances: number[]; lengths?: number[] },
): BitWriter {
  const { literals, distances, lengths } = codes;
  writeCounts(writer, literals.length, distances.length, lengths);
  for (const length of [...literals, ...distances]) writeLength(writer, length);
  return writer;
}

/** By the sound code of lengths; 16, 17 and 18 want 2, 3 and 7 bits behind them. */
export function writeLength(writer: BitWriter, symbol: number): BitWriter {
  return symbol < 13 ? writer.code(symbol, 4) : writer.code(symbol + 13, 5);
}

/** The lengths of a code without a bit over or too few for `used` symbols out of `symbols`, `always` among them. */
export function randomCode(symbols: number, used: number, random: Random, always?: number): number[] {
  const depths = [0];
  while (depths.length < used) {
    const leaf = random.below(depths.length);
    if (depths[leaf] === 15) continue;
    depths[leaf]++;
    depths.push(depths[leaf]);
  }
  const others = Array.from({ length: symbols }, (_, symbol) => symbol).filter((symbol) => symbol !== always);
  const chosen = random.shuffle(others);
  if (always !== undefined) chosen.unshift(always);
  const lengths = new Array<number>(symbols).fill(0);
  random.shuffle(depths).forEach((depth, i) => {
    lengths[chosen[i]] = depth;
  });
  return lengths;
}

/** One to three changes: a bit, a byte, a cut, a piece taken out, doubled or put elsewhere. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let out: Uint8Array = Uint8Array.from(bytes);
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

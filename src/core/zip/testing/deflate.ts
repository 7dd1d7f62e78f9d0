// For tests only: deflate data written bit by bit, so that each rule may be broken.
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

/** What a dynamic block begins with (RFC 1951 §3.2.7). */
export interface DynamicHeader {
  /** For each literal and length its code's length; 257 to 288. */
  literals: number[];
  /** For each distance; 1 to 32. */
  distances: number[];
  /** Of the code of the lengths themselves; a sound one if not given. */
  lengths?: number[];
  last?: boolean;
}

/** Of the lengths 0 … 18, four bits each up to 12 and then five: no bits over and none too few. */
const LENGTHS = Array.from({ length: 19 }, (_, symbol) => (symbol < 13 ? 4 : 5));

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Every length by itself, none repeated. */
export function writeHeader(writer: BitWriter, header: DynamicHeader): BitWriter {
  const { literals, distances, lengths = LENGTHS, last = true } = header;
  writer.bits(last ? 1 : 0, 1).bits(2, 2);
  writer
    .bits(literals.length - 257, 5)
    .bits(distances.length - 1, 5)
    .bits(15, 4);
  for (const symbol of ORDER) writer.bits(lengths[symbol], 3);
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
  const chosen = random.shuffle(Array.from({ length: symbols }, (_, i) => i).filter((i) => i !== always));
  if (always !== undefined) chosen.unshift(always);
  const lengths = new Array<number>(symbols).fill(0);
  // The first leaf is among the deepest; which one `always` gets is drawn.
  random.shuffle(depths).forEach((depth, i) => {
    lengths[chosen[i]] = depth;
  });
  return lengths;
}

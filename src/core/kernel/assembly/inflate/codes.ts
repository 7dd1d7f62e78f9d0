/** The codes of a block as look-up tables: the fixed ones, and those that a block begins with (RFC 1951 §3.2.5 – §3.2.7). */
import { BLOCK_END, buildTable, LITERAL, SPECIAL } from './huffman.ts';
import { peek, refill, take } from './stream.ts';

/** Longer codes take a second look-up. */
export const LITERAL_TABLE_BITS: u32 = 11;
export const DISTANCE_TABLE_BITS: u32 = 9;
const LENGTH_TABLE_BITS: u32 = 7;

const LITERALS: u32 = 288;
const DISTANCES: u32 = 32;
const LENGTHS: u32 = 19;
const REPEAT_PREVIOUS: u32 = 16;
const REPEAT_ZERO: u32 = 17;

export const LITERAL_TABLE: usize = memory.data(4 * (2048 + (288 / 2) * 16), 16);
export const DISTANCE_TABLE: usize = memory.data(4 * (512 + (32 / 2) * 64), 16);
const LENGTH_TABLE: usize = memory.data(4 * 128, 16);

/** Entries without their codes' lengths, u32. */
const LITERAL_RESULTS: usize = memory.data(4 * 288, 4);
const DISTANCE_RESULTS: usize = memory.data(4 * 32, 4);
const LENGTH_RESULTS: usize = memory.data(4 * 19, 4);

/** A byte for each symbol of the block's both codes. */
const CODE_LENGTHS: usize = memory.data(288 + 32);
const LENGTH_LENGTHS: usize = memory.data(19);

/** RFC 1951 §3.2.7: the order in which the lengths of the lengths' codes come. */
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Whether the tables hold the fixed codes. */
let fixed = false;

/** RFC 1951 §3.2.5. Symbols that it does not define are no codes. */
function makeResults(): void {
  for (let symbol: u32 = 0; symbol < 256; symbol++) setResult(LITERAL_RESULTS, symbol, symbol, LITERAL);
  setResult(LITERAL_RESULTS, 256, 0, BLOCK_END);
  let length: u32 = 3;
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const extraBits: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2;
    setResult(LITERAL_RESULTS, symbol, length, extraBits);
    length += 1 << extraBits;
  }
  setResult(LITERAL_RESULTS, 285, 258, 0);
  for (let symbol: u32 = 286; symbol < LITERALS; symbol++) setResult(LITERAL_RESULTS, symbol, 0, SPECIAL);
  let distance: u32 = 1;
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extraBits: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
    setResult(DISTANCE_RESULTS, symbol, distance, extraBits);
    distance += 1 << extraBits;
  }
  for (let symbol: u32 = 30; symbol < DISTANCES; symbol++) setResult(DISTANCE_RESULTS, symbol, 0, SPECIAL);
  for (let symbol: u32 = 0; symbol < LENGTHS; symbol++) setResult(LENGTH_RESULTS, symbol, symbol, 0);
}

function setResult(results: usize, symbol: u32, value: u32, rest: u32): void {
  store<u32>(results + (symbol << 2), (value << 16) | rest);
}

/** Fills the tables with the fixed codes, unless they stand there: a hostile stream may have millions of empty blocks. */
export function takeFixedCodes(): bool {
  if (fixed) return true;
  fixed = true;
  memory.fill(CODE_LENGTHS, 8, 144);
  memory.fill(CODE_LENGTHS + 144, 9, 112);
  memory.fill(CODE_LENGTHS + 256, 7, 24);
  memory.fill(CODE_LENGTHS + 280, 8, 8);
  memory.fill(CODE_LENGTHS + LITERALS, 5, DISTANCES);
  return buildTables(LITERALS, DISTANCES);
}

/**
 * Reads the codes that a block begins with. That the block's end has none is not looked for: such a block never ends.
 * @returns false where zlib refuses them
 */
export function readCodes(): bool {
  if (!refill()) return false;
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const lengths = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  fixed = false;
  if (load<u32>(LENGTH_RESULTS + 4) === 0) makeResults();
  memory.fill(LENGTH_LENGTHS, 0, LENGTHS);
  for (let i: u32 = 0; i < lengths; i++) {
    if (!refill()) return false;
    store<u8>(LENGTH_LENGTHS + load<u8>(ORDER + i), <u8>take(3));
  }
  if (!buildTable(LENGTH_LENGTHS, LENGTHS, LENGTH_RESULTS, LENGTH_TABLE, LENGTH_TABLE_BITS, false))
    return false;
  return readLengths(literals + distances) && buildTables(literals, distances);
}

/** Run lengths may go on from one code to the other. */
function readLengths(count: u32): bool {
  let read: u32 = 0;
  while (read < count) {
    if (!refill()) return false;
    const entry = load<u32>(LENGTH_TABLE + (peek(LENGTH_TABLE_BITS) << 2));
    take(entry & 63);
    const symbol = entry >> 16;
    if (symbol < REPEAT_PREVIOUS) {
      store<u8>(CODE_LENGTHS + read++, <u8>symbol);
      continue;
    }
    let length: u8 = 0;
    let times: u32;
    if (symbol === REPEAT_PREVIOUS) {
      if (read === 0) return false;
      length = load<u8>(CODE_LENGTHS + read - 1);
      times = 3 + take(2);
    } else {
      times = symbol === REPEAT_ZERO ? 3 + take(3) : 11 + take(7);
    }
    if (times > count - read) return false;
    memory.fill(CODE_LENGTHS + read, length, times);
    read += times;
  }
  return true;
}

function buildTables(literals: u32, distances: u32): bool {
  if (load<u32>(LENGTH_RESULTS + 4) === 0) makeResults();
  if (!buildTable(CODE_LENGTHS, literals, LITERAL_RESULTS, LITERAL_TABLE, LITERAL_TABLE_BITS, true))
    return false;
  const lengths = CODE_LENGTHS + literals;
  return buildTable(lengths, distances, DISTANCE_RESULTS, DISTANCE_TABLE, DISTANCE_TABLE_BITS, true);
}

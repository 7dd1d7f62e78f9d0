/**
 * Look-up tables of prefix codes (RFC 1951 §3.2.2), indexed by the next bits of the stream. Design: libdeflate's
 * deflate_decompress.c (Biggers 2016, MIT): an entry is all that decoding its symbol takes.
 *
 *   bits 0–5    how many bits to take in all: the code, or what is left of it behind its subtable's index, and extra bits
 *   bits 8–11   how many of them are the code; in a pointer, the bits that index the subtable
 *   bits 12–15  marks: none for a length or distance
 *   bits 16–31  the literal, the base of the length or distance, or where the subtable begins
 */

/** The entry stands for a literal. */
export const LITERAL: u32 = 0x8000;
/** The entry is a pointer, the end of the block, or no code. */
export const SPECIAL: u32 = 0x4000;
/** With SPECIAL: codes that go on behind the table's bits, see their subtable. */
export const POINTER: u32 = SPECIAL | 0x1000;
/** With SPECIAL: the end of the block. */
export const BLOCK_END: u32 = SPECIAL | 0x2000;

/** RFC 1951 §3.2.7 */
export const LONGEST_CODE: u32 = 15;

/** u16 for each length: how many codes have it, and the next code of it. */
const COUNTS: usize = memory.data(2 * 16);
const NEXT_CODES: usize = memory.data(2 * 16);

/**
 * Fills a table.
 * @param lengths of the codes, a byte per symbol. @param results for each symbol its entry without the code's length, u32.
 * @param table 2^tableBits entries, and behind them room for a subtable of 2^(LONGEST_CODE − tableBits) for every two symbols.
 * @param mayBeIncomplete whether there may be no code at all or a single one of one bit.
 * @returns false where the lengths are no prefix code, by zlib's rules: no bits over, and none too few but for that exception.
 */
export function buildTable(
  lengths: usize,
  symbols: u32,
  results: usize,
  table: usize,
  tableBits: u32,
  mayBeIncomplete: bool,
): bool {
  memory.fill(COUNTS, 0, 2 * 16);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = COUNTS + ((<usize>load<u8>(lengths + symbol)) << 1);
    store<u16>(count, load<u16>(count) + 1);
  }
  store<u16>(COUNTS, 0);
  let longest: u32 = 0;
  let code: u32 = 0;
  let left: i32 = 1;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const count = <i32>load<u16>(COUNTS + (length << 1));
    code = (code + <u32>load<u16>(COUNTS + ((length - 1) << 1))) << 1;
    store<u16>(NEXT_CODES + (length << 1), <u16>code);
    left = (left << 1) - count;
    if (left < 0) return false;
    if (count > 0) longest = length;
  }
  if (left > 0 && (longest > 1 || !mayBeIncomplete)) return false;
  const entries = <usize>(1 << tableBits);
  for (let i: usize = 0; i < entries; i += 4) v128.store(table + (i << 2), i32x4.splat(SPECIAL));

  const subtableBits = longest - tableBits;
  let free = <u32>entries;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = <u32>load<u8>(lengths + symbol);
    if (length === 0) continue;
    const next = NEXT_CODES + (length << 1);
    const reversed = reverse(load<u16>(next), length);
    store<u16>(next, load<u16>(next) + 1);
    const result = load<u32>(results + (symbol << 2));
    if (length <= tableBits) {
      fill(table, entries, reversed, length, result + length * 0x101);
    } else {
      const place = table + ((reversed & (<u32>entries - 1)) << 2);
      let pointer = load<u32>(place);
      if (pointer === SPECIAL) {
        pointer = POINTER | (subtableBits << 8) | (free << 16);
        store<u32>(place, pointer);
        free += 1 << subtableBits;
      }
      const rest = length - tableBits;
      const subtable = table + ((pointer >> 16) << 2);
      fill(subtable, 1 << subtableBits, reversed >> tableBits, rest, result + rest * 0x101);
    }
  }
  return true;
}

/** Every index whose lower `length` bits are `code`. */
function fill(table: usize, entries: usize, code: u32, length: u32, entry: u32): void {
  const step = <usize>4 << length;
  const end = table + (entries << 2);
  for (let place = table + (code << 2); place < end; place += step) store<u32>(place, entry);
}

/** Codes are packed from their highest bit on, all else from the lowest (RFC 1951 §3.1.1). */
function reverse(code: u32, length: u32): u32 {
  code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
  code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
  code = ((code & 0x0f0f) << 4) | ((code >> 4) & 0x0f0f);
  code = ((code & 0x00ff) << 8) | (code >> 8);
  return code >> (16 - length);
}

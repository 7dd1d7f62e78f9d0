/**
 * Inflates raw deflate data (RFC 1951) in one go. Design: libdeflate's decompress_template.h (Biggers 2016, MIT).
 * Refuses what zlib refuses, and also data that ends early or late.
 */
import { readCodes, takeFixedCodes } from './inflate/codes.ts';
import { align, copyStored, inputEnd, open, out, position, refill, take } from './inflate/stream.ts';
import { decodeSymbols } from './inflate/symbols.ts';

const STORED: u32 = 0;
const FIXED: u32 = 1;
const DYNAMIC: u32 = 2;

/**
 * @param input 16 bytes more behind it are read, whatever they are. @param output gets nothing behind `outputBytes`.
 * @returns how many bytes came out; −1 where the input is not sound to its last byte or gives more than `outputBytes`
 */
export function inflate(input: usize, inputBytes: u32, output: usize, outputBytes: u32): i32 {
  open(input, inputBytes, output, outputBytes);
  let last: u32;
  do {
    if (!refill()) return -1;
    last = take(1);
    if (!readBlock(take(2))) return -1;
  } while (!last);
  return position() === inputEnd ? <i32>(out - output) : -1;
}

function readBlock(type: u32): bool {
  if (type === STORED) return readStored();
  if (type === FIXED) return takeFixedCodes() && decodeSymbols();
  return type === DYNAMIC && readCodes() && decodeSymbols();
}

/** RFC 1951 §3.2.4: the length, its complement, and the bytes themselves. */
function readStored(): bool {
  align();
  if (!refill()) return false;
  const length = take(16);
  if (take(16) !== (length ^ 0xffff)) return false;
  align();
  return copyStored(length);
}

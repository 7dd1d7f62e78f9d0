/** A block's literals and matches. */
import { DISTANCE_TABLE, DISTANCE_TABLE_BITS, LITERAL_TABLE, LITERAL_TABLE_BITS } from './codes.ts';
import { BLOCK_END, LITERAL, POINTER, SPECIAL } from './huffman.ts';
import { bits, goOn, inputEnd, loaded, next, out, outEnd, outStart, putByte, putMatch, refill, take } from './stream.ts';

/** The end of the block is reached. */
const ENDED: u32 = 0;
/** Damaged. */
const REFUSED: u32 = 1;
/** The end of input or output is too near for the fast loop. */
const NEAR_END: u32 = 2;

const LITERAL_MASK: u64 = (1 << LITERAL_TABLE_BITS) - 1;
const DISTANCE_MASK: u64 = (1 << DISTANCE_TABLE_BITS) - 1;

/** What one turn of the fast loop writes at most: two literals and a match of 258 bytes in whole vectors. */
const FAST_ROOM: usize = 2 + 272;

/** For each distance below 16 the bytes that repeat the last `distance` ones, and how far whole repetitions reach. */
const PATTERNS: usize = memory.data(16 * 16, 16);
const STEPS: usize = memory.data(16);

function makePatterns(): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    store<u8>(STEPS + distance, <u8>(16 - (16 % distance)));
    for (let i: u32 = 0; i < 16; i++) store<u8>(PATTERNS + (distance << 4) + i, <u8>(i % distance));
  }
}

/** Decodes to the end of the block. @returns false where it is damaged */
export function decodeSymbols(): bool {
  if (load<u8>(STEPS + 1) === 0) makePatterns();
  let state = decodeFast();
  while (state === NEAR_END) state = decodeOne();
  return state === ENDED;
}

function literalEntry(bits: u64): u64 {
  return load<u32>(LITERAL_TABLE + ((<usize>(bits & LITERAL_MASK)) << 2));
}

function distanceEntry(bits: u64): u64 {
  return load<u32>(DISTANCE_TABLE + ((<usize>(bits & DISTANCE_MASK)) << 2));
}

function isPointer(entry: u64): bool {
  return (<u32>entry & (LITERAL | POINTER)) === POINTER;
}

function isBlockEnd(entry: u64): bool {
  return (<u32>entry & (LITERAL | BLOCK_END)) === BLOCK_END;
}

/** The entry behind a pointer, whose own bits are taken already. */
function subtableEntry(table: usize, pointer: u64, bits: u64): u64 {
  const index = <usize>(bits & ((<u64>1 << ((pointer >> 8) & 15)) - 1));
  return load<u32>(table + ((<usize>(pointer >> 16) + index) << 2));
}

/** The base of a length or distance, and the extra bits behind its code. `bits` begin with the code. */
function baseAndExtra(entry: u64, bits: u64): usize {
  const all = bits & ((<u64>1 << entry) - 1);
  return <usize>((entry >> 16) + (all >> ((entry >> 8) & 15)));
}

/**
 * Decodes while a turn surely finds its input and has room for whatever it writes, so that nothing needs to be checked but
 * distances. Shifts take the lower 6 bits of their count, so an entry serves as one as it is. Up to 3 × 11 of the 56 bits
 * that are loaded go into literals, or 11 more into looking up the next; the rest of a match takes at most 5 + 15 + 13.
 */
function decodeFast(): u32 {
  if (outEnd - out < FAST_ROOM) return NEAR_END;
  if (!refill()) return REFUSED;
  const lastOut = outEnd - FAST_ROOM;
  let at = next;
  let b = bits;
  let n = loaded;
  let to = out;
  let state = NEAR_END;
  let entry = literalEntry(b);
  while (at < inputEnd && to <= lastOut) {
    b |= load<u64>(at) << n;
    at += unread(n);
    n |= 56;
    if (entry & LITERAL) {
      store<u8>(to++, <u8>(entry >> 16));
      b >>= entry;
      n -= entry;
      entry = literalEntry(b);
      if (entry & LITERAL) {
        store<u8>(to++, <u8>(entry >> 16));
        b >>= entry;
        n -= entry;
        entry = literalEntry(b);
        if (entry & LITERAL) {
          store<u8>(to++, <u8>(entry >> 16));
          b >>= entry;
          n -= entry;
          entry = literalEntry(b);
          continue;
        }
      }
    }
    if (entry & SPECIAL) {
      if (isPointer(entry)) {
        b >>= LITERAL_TABLE_BITS;
        n -= LITERAL_TABLE_BITS;
        entry = subtableEntry(LITERAL_TABLE, entry, b);
        if (entry & LITERAL) {
          store<u8>(to++, <u8>(entry >> 16));
          b >>= entry;
          n -= entry;
          entry = literalEntry(b);
          continue;
        }
      }
      if (entry & SPECIAL) {
        b >>= entry;
        n -= entry;
        state = isBlockEnd(entry) ? ENDED : REFUSED;
        break;
      }
    }
    const length = baseAndExtra(entry, b);
    b >>= entry;
    n -= entry;
    b |= load<u64>(at) << n;
    at += unread(n);
    n |= 56;
    entry = distanceEntry(b);
    if (entry & SPECIAL) {
      if (isPointer(entry)) {
        b >>= DISTANCE_TABLE_BITS;
        n -= DISTANCE_TABLE_BITS;
        entry = subtableEntry(DISTANCE_TABLE, entry, b);
      }
      if (entry & SPECIAL) {
        state = REFUSED;
        break;
      }
    }
    const distance = baseAndExtra(entry, b);
    b >>= entry;
    n -= entry;
    if (distance > to - outStart) {
      state = REFUSED;
      break;
    }
    // Looked up before the match is copied, for it takes as long.
    entry = literalEntry(b);
    copyMatch(to, length, distance);
    to += length;
  }
  goOn(at, b, n, to);
  return state;
}

/** How many whole bytes of the 64 bits do not hold `loaded` bits yet. */
function unread(loaded: u64): usize {
  return (63 - (<usize>loaded & 63)) >> 3;
}

/** By whole vectors, up to 15 bytes beyond `length`. */
function copyMatch(to: usize, length: usize, distance: usize): void {
  const end = to + length;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(to - distance));
      to += 16;
    } while (to < end);
    return;
  }
  const pattern = i8x16.swizzle(v128.load(to - distance), v128.load(PATTERNS + (distance << 4)));
  const step = <usize>load<u8>(STEPS + distance);
  do {
    v128.store(to, pattern);
    to += step;
  } while (to < end);
}

/** Decodes one symbol and checks everything. */
function decodeOne(): u32 {
  if (!refill()) return REFUSED;
  let entry = literalEntry(bits);
  if (isPointer(entry)) {
    take(LITERAL_TABLE_BITS);
    entry = subtableEntry(LITERAL_TABLE, entry, bits);
  }
  if (entry & LITERAL) {
    take(<u32>entry & 63);
    return putByte(<u8>(entry >> 16)) ? NEAR_END : REFUSED;
  }
  if (entry & SPECIAL) {
    take(<u32>entry & 63);
    return isBlockEnd(entry) ? ENDED : REFUSED;
  }
  const length = baseAndExtra(entry, bits);
  take(<u32>entry & 63);
  entry = distanceEntry(bits);
  if (isPointer(entry)) {
    take(DISTANCE_TABLE_BITS);
    entry = subtableEntry(DISTANCE_TABLE, entry, bits);
  }
  if (entry & SPECIAL) return REFUSED;
  const distance = baseAndExtra(entry, bits);
  take(<u32>entry & 63);
  return putMatch(length, distance) ? NEAR_END : REFUSED;
}

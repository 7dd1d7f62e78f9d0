/** The compressed bits being read and the bytes being written. Hot loops copy what they need of it into locals. */

/** Where the next bits are loaded from. */
export let next: usize = 0;
export let inputEnd: usize = 0;
/** Bits that are loaded and not yet taken, the next one lowest; above them may stand those that follow, too. */
export let bits: u64 = 0;
/** How many are loaded: 0 … 63. */
export let loaded: u64 = 0;

/** Where the next byte goes. */
export let out: usize = 0;
export let outStart: usize = 0;
export let outEnd: usize = 0;

export function open(input: usize, inputBytes: u32, output: usize, outputBytes: u32): void {
  next = input;
  inputEnd = input + inputBytes;
  bits = 0;
  loaded = 0;
  out = output;
  outStart = output;
  outEnd = output + outputBytes;
}

/** What a hot loop has read and written. */
export function goOn(nextNow: usize, bitsNow: u64, loadedNow: u64, outNow: usize): void {
  next = nextNow;
  bits = bitsNow;
  loaded = loadedNow & 63;
  out = outNow;
}

/** Where the first byte begins of which no bit is taken. */
export function position(): usize {
  return next - (<usize>loaded >> 3);
}

/**
 * Loads bits until at least 56 may be taken, without a branch (Giesen 2018, "Reading bits in far too many ways", variant 4).
 * May read up to 15 bytes behind the input.
 * @returns false where more have been taken than the input has
 */
export function refill(): bool {
  if (position() > inputEnd) return false;
  bits |= load<u64>(next) << loaded;
  next += (63 - <usize>loaded) >> 3;
  loaded |= 56;
  return true;
}

/** The next bits, fewer than 32, of those loaded. */
export function peek(count: u32): u32 {
  return <u32>bits & ((1 << count) - 1);
}

/** Takes them. */
export function take(count: u32): u32 {
  const taken = peek(count);
  bits >>= count;
  loaded -= count;
  return taken;
}

/** Goes to the next whole byte. */
export function align(): void {
  next = position();
  bits = 0;
  loaded = 0;
}

/** Copies whole bytes from an aligned input. @returns false where they are not there or have no room */
export function copyStored(count: u32): bool {
  if (next > inputEnd || count > inputEnd - next || count > outEnd - out) return false;
  memory.copy(out, next, count);
  next += count;
  out += count;
  return true;
}

/** @returns false where there is no room */
export function putByte(byte: u8): bool {
  if (out >= outEnd) return false;
  store<u8>(out++, byte);
  return true;
}

/** Repeats `length` bytes from `distance` back, which may overlap with what they become. @returns false where that cannot be */
export function putMatch(length: usize, distance: usize): bool {
  if (distance > out - outStart || length > outEnd - out) return false;
  for (const end = out + length; out < end; out++) store<u8>(out, load<u8>(out - distance));
  return true;
}

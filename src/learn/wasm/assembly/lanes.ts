/**
 * Loops over channels take four at a time and what is left singly, through the same code: an inlined function whose
 * `lanes` is a constant 4 or 1, so that nothing branches on it inside.
 */

/** 4 where that many numbers are left, otherwise 1: for loops whose work outweighs the branch. */
@inline
export function lanesOf(left: i32): i32 {
  return left >= 4 ? 4 : 1;
}

/** Bytes of the channels that go four at a time. */
@inline
export function wholeBytes(channels: i32): usize {
  return <usize>(channels & ~3) << 2;
}

/** The next `lanes` numbers, 4 or 1; the other lanes are 0. */
@inline
export function take(at: usize, lanes: i32): v128 {
  return lanes == 4 ? v128.load(at) : v128.load32_zero(at);
}

/** Writes the first `lanes` numbers, 4 or 1. */
@inline
export function put(at: usize, values: v128, lanes: i32): void {
  if (lanes == 4) v128.store(at, values);
  else v128.store32_lane(at, values, 0);
}

/** Rows summed in single precision before the sum goes to a total in double precision. */
export const BLOCK_ROWS = 32;

/** Adds four lanes, or the first, to f64 totals. */
export function addTo(at: usize, values: v128, lanes: i32): void {
  const low = f64x2.promote_low_f32x4(values);
  if (lanes == 4) {
    const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1));
    v128.store(at, f64x2.add(v128.load(at), low));
    v128.store(at, f64x2.add(v128.load(at, 16), high), 16);
  } else {
    store<f64>(at, load<f64>(at) + f64x2.extract_lane(low, 0));
  }
}

/**
 * DCT-II of two rows at a time. Row k of the matrix is even about its middle for even k and odd for odd k, so sums and
 * differences of mirrored inputs halve the work.
 * @param input nMels vectors, lane = frame. @param matrix the left halves of the rows in groups of four: for each group and
 *   each m < half, the weights of input m in its four rows (f64). Rows are padded with zero rows to a multiple of four.
 * @param half ⌈nMels/2⌉. @param folded 2 × half vectors of scratch.
 * @param out f32, frame-major: row of frame 0 of nMfcc values, then that of frame 1. Room for 4 more values is needed.
 */
export function dct(
  input: usize,
  nMels: i32,
  matrix: usize,
  nMfcc: i32,
  half: i32,
  folded: usize,
  out: usize,
): void {
  fold(input, nMels, folded);
  const rowBytes = (<usize>nMfcc) << 2;
  for (let k = 0; k < nMfcc; k += 4) {
    let r0 = f64x2.splat(0);
    let r1 = f64x2.splat(0);
    let r2 = f64x2.splat(0);
    let r3 = f64x2.splat(0);
    const end = folded + ((<usize>half) << 5);
    for (let p = folded; p < end; p += 32) {
      const sum = v128.load(p);
      const difference = v128.load(p, 16);
      r0 = f64x2.add(r0, f64x2.mul(sum, v128.load_splat<f64>(matrix)));
      r1 = f64x2.add(r1, f64x2.mul(difference, v128.load_splat<f64>(matrix, 8)));
      r2 = f64x2.add(r2, f64x2.mul(sum, v128.load_splat<f64>(matrix, 16)));
      r3 = f64x2.add(r3, f64x2.mul(difference, v128.load_splat<f64>(matrix, 24)));
      matrix += 32;
    }
    storeRows(out, rowBytes, min(4, nMfcc - k), r0, r1, r2, r3);
    out += 16;
  }
}

/** x[m] + x[nMels − 1 − m] and x[m] − x[nMels − 1 − m]; the middle of an odd number stands alone. */
function fold(input: usize, nMels: i32, folded: usize): void {
  let low = input;
  let high = input + ((<usize>(nMels - 1)) << 4);
  for (; low < high; low += 16, high -= 16, folded += 32) {
    const a = v128.load(low);
    const b = v128.load(high);
    v128.store(folded, f64x2.add(a, b));
    v128.store(folded, f64x2.sub(a, b), 16);
  }
  if (low === high) {
    v128.store(folded, v128.load(low));
    v128.store(folded, f64x2.splat(0), 16);
  }
}

/** The first `count` of four coefficients of both frames. */
function storeRows(out: usize, rowBytes: usize, count: i32, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const low = v128.shuffle<f32>(f32x4.demote_f64x2_zero(r0), f32x4.demote_f64x2_zero(r1), 0, 4, 1, 5);
  const high = v128.shuffle<f32>(f32x4.demote_f64x2_zero(r2), f32x4.demote_f64x2_zero(r3), 0, 4, 1, 5);
  const frame0 = v128.shuffle<f64>(low, high, 0, 2);
  const frame1 = v128.shuffle<f64>(low, high, 1, 3);
  if (count === 4) {
    v128.store(out, frame0);
    v128.store(out + rowBytes, frame1);
    return;
  }
  storeSome(out, count, frame0);
  storeSome(out + rowBytes, count, frame1);
}

function storeSome(out: usize, count: i32, values: v128): void {
  v128.store_lane<f32>(out, values, 0);
  if (count > 1) v128.store_lane<f32>(out, values, 1, 4);
  if (count > 2) v128.store_lane<f32>(out, values, 2, 8);
}

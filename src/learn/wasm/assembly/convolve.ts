/** Convolution as an implicit matrix product: rows are output pixels, columns output channels. */
import { madd } from './madd.ts';

/**
 * Convolves one image.
 *
 * A tile of 4 pixels × 8 channels keeps 8 accumulators in registers, just enough to hide the latency of two multiply-adds
 * a cycle: 53 GFLOP/s on a Zen 4 core at 3.3 GHz, which is all it has at 128 bits. With 10, 12 or 16 accumulators, or with
 * the loop unrolled, V8 spills registers and it is 17 to 34. The panel of weights of 8 channels stays in the first-level
 * cache while all pixels go by.
 * @param x the padded image. @param offsets u32 per output pixel: bytes from x to its patch's first number.
 * @param panels [⌈out / 8⌉][rows · rowSpan / 4][8] weights.
 * @param y [pixels, outChannels].
 * @param rows of the filter. @param rowSpan bytes of one of its rows, kw · in · 4. @param pitch bytes of an image row.
 */
export function convolve(
  x: usize,
  offsets: usize,
  pixels: i32,
  panels: usize,
  y: usize,
  outChannels: i32,
  rows: i32,
  rowSpan: usize,
  pitch: usize,
): void {
  const last = pixels - 1;
  const outBytes = <usize>outChannels << 2;
  const skip = pitch - rowSpan;
  const panelBytes = (<usize>rows * rowSpan) << 3;
  for (let o = 0; o < outChannels; o += 8) {
    const count = min(8, outChannels - o);
    for (let p = 0; p < pixels; p += 4) {
      // Past the end, the last pixel is computed again.
      const p1 = min(p + 1, last);
      const p2 = min(p + 2, last);
      const p3 = min(p + 3, last);
      let x0 = x + <usize>load<u32>(offsets + (<usize>p << 2));
      let x1 = x + <usize>load<u32>(offsets + (<usize>p1 << 2));
      let x2 = x + <usize>load<u32>(offsets + (<usize>p2 << 2));
      let x3 = x + <usize>load<u32>(offsets + (<usize>p3 << 2));
      let s00 = f32x4.splat(0);
      let s01 = f32x4.splat(0);
      let s10 = f32x4.splat(0);
      let s11 = f32x4.splat(0);
      let s20 = f32x4.splat(0);
      let s21 = f32x4.splat(0);
      let s30 = f32x4.splat(0);
      let s31 = f32x4.splat(0);
      let w = panels;
      for (let i = 0; i < rows; i++) {
        const end = x0 + rowSpan;
        while (x0 < end) {
          const w0 = v128.load(w);
          const w1 = v128.load(w, 16);
          const v0 = v128.load_splat<f32>(x0);
          s00 = madd(v0, w0, s00);
          s01 = madd(v0, w1, s01);
          const v1 = v128.load_splat<f32>(x1);
          s10 = madd(v1, w0, s10);
          s11 = madd(v1, w1, s11);
          const v2 = v128.load_splat<f32>(x2);
          s20 = madd(v2, w0, s20);
          s21 = madd(v2, w1, s21);
          const v3 = v128.load_splat<f32>(x3);
          s30 = madd(v3, w0, s30);
          s31 = madd(v3, w1, s31);
          x0 += 4;
          x1 += 4;
          x2 += 4;
          x3 += 4;
          w += 32;
        }
        x0 += skip;
        x1 += skip;
        x2 += skip;
        x3 += skip;
      }
      put(y + <usize>p * outBytes, s00, s01, count);
      put(y + <usize>p1 * outBytes, s10, s11, count);
      put(y + <usize>p2 * outBytes, s20, s21, count);
      put(y + <usize>p3 * outBytes, s30, s31, count);
    }
    panels += panelBytes;
    y += 32;
  }
}

/** Writes the first `count` of 8 numbers, 1 … 8. */
@inline
function put(at: usize, low: v128, high: v128, count: i32): void {
  if (count == 8) {
    v128.store(at, low);
    v128.store(at, high, 16);
  } else {
    putPart(at, low, high, count);
  }
}

function putPart(at: usize, low: v128, high: v128, count: i32): void {
  let v = low;
  if (count >= 4) {
    v128.store(at, v);
    at += 16;
    v = high;
  }
  if (count & 2) {
    v128.store64_lane(at, v, 0);
    at += 8;
    v = v128.shuffle<i64>(v, v, 1, 1);
  }
  if (count & 1) v128.store32_lane(at, v, 0);
}

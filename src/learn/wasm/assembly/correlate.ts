/** The gradient of a convolution for its filter: a matrix product whose inner dimension is the pixels. */
import { madd } from './madd.ts';

/**
 * Adds to `sums`, for every weight, Σ over pixels of (the number the weight met there) · dy.
 *
 * A tile of 4 weights × 8 channels keeps 8 accumulators in registers while the pixels go by, as in ./convolve.ts. The
 * caller takes so few pixels at a time that they stay in the first-level cache.
 * @param x the padded image. @param offsets u32 per pixel: bytes from x to its patch's first number.
 * @param taps u32 per weight: bytes from a patch's first number to the one the weight meets.
 * @param weights of one output channel, a multiple of 4.
 * @param dy the first pixel's first 8 channels. @param dyStep bytes from pixel to pixel.
 * @param dyPitch bytes from 8 channels to the next 8. @param panels ⌈out / 8⌉.
 * @param sums [panels][weights][8].
 */
export function correlate(
  x: usize,
  offsets: usize,
  pixels: i32,
  taps: usize,
  weights: i32,
  dy: usize,
  dyStep: usize,
  dyPitch: usize,
  panels: i32,
  sums: usize,
): void {
  const end = offsets + (<usize>pixels << 2);
  const tapsEnd = taps + (<usize>weights << 2);
  for (let panel = 0; panel < panels; panel++) {
    for (let tap = taps; tap < tapsEnd; tap += 16) {
      const x0 = x + <usize>load<u32>(tap);
      const x1 = x + <usize>load<u32>(tap, 4);
      const x2 = x + <usize>load<u32>(tap, 8);
      const x3 = x + <usize>load<u32>(tap, 12);
      let d = dy;
      let s00 = f32x4.splat(0);
      let s01 = f32x4.splat(0);
      let s10 = f32x4.splat(0);
      let s11 = f32x4.splat(0);
      let s20 = f32x4.splat(0);
      let s21 = f32x4.splat(0);
      let s30 = f32x4.splat(0);
      let s31 = f32x4.splat(0);
      if (x1 == x0 + 4 && x2 == x0 + 8 && x3 == x0 + 12) {
        // Neighbours, as nearly always: one address serves all four, which saves a twelfth of the time.
        for (let at = offsets; at < end; at += 4) {
          const v = x0 + <usize>load<u32>(at);
          const d0 = v128.load(d);
          const d1 = v128.load(d, 16);
          const v0 = v128.load_splat<f32>(v);
          s00 = madd(v0, d0, s00);
          s01 = madd(v0, d1, s01);
          const v1 = v128.load_splat<f32>(v, 4);
          s10 = madd(v1, d0, s10);
          s11 = madd(v1, d1, s11);
          const v2 = v128.load_splat<f32>(v, 8);
          s20 = madd(v2, d0, s20);
          s21 = madd(v2, d1, s21);
          const v3 = v128.load_splat<f32>(v, 12);
          s30 = madd(v3, d0, s30);
          s31 = madd(v3, d1, s31);
          d += dyStep;
        }
      } else {
        for (let at = offsets; at < end; at += 4) {
          const pixel = <usize>load<u32>(at);
          const d0 = v128.load(d);
          const d1 = v128.load(d, 16);
          const v0 = v128.load_splat<f32>(x0 + pixel);
          s00 = madd(v0, d0, s00);
          s01 = madd(v0, d1, s01);
          const v1 = v128.load_splat<f32>(x1 + pixel);
          s10 = madd(v1, d0, s10);
          s11 = madd(v1, d1, s11);
          const v2 = v128.load_splat<f32>(x2 + pixel);
          s20 = madd(v2, d0, s20);
          s21 = madd(v2, d1, s21);
          const v3 = v128.load_splat<f32>(x3 + pixel);
          s30 = madd(v3, d0, s30);
          s31 = madd(v3, d1, s31);
          d += dyStep;
        }
      }
      add(sums, s00);
      add(sums + 16, s01);
      add(sums + 32, s10);
      add(sums + 48, s11);
      add(sums + 64, s20);
      add(sums + 80, s21);
      add(sums + 96, s30);
      add(sums + 112, s31);
      sums += 128;
    }
    dy += dyPitch;
  }
}

@inline
function add(at: usize, values: v128): void {
  v128.store(at, f32x4.add(v128.load(at), values));
}

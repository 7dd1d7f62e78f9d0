/** Averages over pixels, [images, pixels, channels] → [images, channels], and back. */
import { addTo, BLOCK_ROWS, put, take, wholeBytes } from './lanes.ts';

/** Adds each channel's sum over the pixels of one image to the f64 `sums`, [channels]. */
export function sumPixels(x: usize, pixels: i32, channels: i32, sums: usize): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  for (; pixels > 0; pixels -= BLOCK_ROWS) {
    const end = x + <usize>min(pixels, BLOCK_ROWS) * pixel;
    let c: usize = 0;
    for (; c < whole; c += 16) sumColumn(x + c, end, pixel, sums + 2 * c, 4);
    for (; c < pixel; c += 4) sumColumn(x + c, end, pixel, sums + 2 * c, 1);
    x = end;
  }
}

@inline
function sumColumn(x: usize, end: usize, pixel: usize, total: usize, lanes: i32): void {
  let sum = f32x4.splat(0);
  for (let at = x; at < end; at += pixel) sum = f32x4.add(sum, take(at, lanes));
  addTo(total, sum, lanes);
}

/** dx = share · dy at every pixel. @param dy [images, channels]. @param dx [images, pixels, channels]. */
export function spreadPixels(
  dy: usize,
  dx: usize,
  images: i32,
  pixels: i32,
  channels: i32,
  share: f32,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const shares = f32x4.splat(share);
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < pixels; p++) {
      let c: usize = 0;
      for (; c < whole; c += 16) put(dx + c, f32x4.mul(take(dy + c, 4), shares), 4);
      for (; c < pixel; c += 4) put(dx + c, f32x4.mul(take(dy + c, 1), shares), 1);
      dx += pixel;
    }
    dy += pixel;
  }
}

/**
 * Batch normalisation, ReLU and max-pooling in one, [images, height, width, channels].
 *
 * y = max(0, scale · x + shift) grows with x where the scale is positive and falls where it is negative. So the largest y
 * of a window is that of its largest or smallest x, its extreme: pooling comes first, and only a pooled tensor is
 * normalised and kept.
 */
import { addTo, BLOCK_ROWS, put, take, wholeBytes } from './lanes.ts';
import { madd } from './madd.ts';

/**
 * Adds Σ (x − shift) and Σ (x − shift)² of each channel to the f64 `sums` and `squares`.
 * @param x [rows, channels]. @param shift [channels], near the means.
 */
export function moments(x: usize, rows: i32, channels: i32, shift: usize, sums: usize, squares: usize): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  for (; rows > 0; rows -= BLOCK_ROWS) {
    const end = x + <usize>min(rows, BLOCK_ROWS) * pixel;
    let c: usize = 0;
    for (; c < whole; c += 16) columnMoments(x + c, end, pixel, shift + c, sums + 2 * c, squares + 2 * c, 4);
    for (; c < pixel; c += 4) columnMoments(x + c, end, pixel, shift + c, sums + 2 * c, squares + 2 * c, 1);
    x = end;
  }
}

@inline
function columnMoments(
  x: usize,
  end: usize,
  pixel: usize,
  shift: usize,
  sums: usize,
  squares: usize,
  lanes: i32,
): void {
  const k = take(shift, lanes);
  let sum = f32x4.splat(0);
  let square = f32x4.splat(0);
  for (let at = x; at < end; at += pixel) {
    const d = f32x4.sub(take(at, lanes), k);
    sum = f32x4.add(sum, d);
    square = madd(d, d, square);
  }
  addTo(sums, sum, lanes);
  addTo(squares, square, lanes);
}

/** The extreme of each window, [images, ⌊height / windowHeight⌋, ⌊width / windowWidth⌋, channels]. @param scale [channels] */
export function extremes(
  x: usize,
  scale: usize,
  out: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const pitch = <usize>width * pixel;
  const rowBytes = <usize>windowWidth * pixel;
  const outWidth = width / windowWidth;
  // The commonest windows have a path without inner loops, as in ./pool.ts.
  const twoByTwo = windowHeight == 2 && windowWidth == 2;
  for (let n = 0; n < images; n++) {
    for (let i = 0; i + windowHeight <= height; i += windowHeight) {
      let corner = x + <usize>i * pitch;
      for (let j = 0; j < outWidth; j++) {
        let c: usize = 0;
        if (twoByTwo) {
          for (; c < whole; c += 16) extremeOfFour(corner + c, pixel, pitch, scale + c, out + c);
        } else {
          for (; c < whole; c += 16) extreme(corner + c, pixel, pitch, windowHeight, rowBytes, scale + c, out + c, 4);
        }
        for (; c < pixel; c += 4) extreme(corner + c, pixel, pitch, windowHeight, rowBytes, scale + c, out + c, 1);
        corner += rowBytes;
        out += pixel;
      }
    }
    x += <usize>height * pitch;
  }
}

/** With all signs turned where the scale is negative, the extreme is the largest. */
@inline
function extreme(
  x: usize,
  pixel: usize,
  pitch: usize,
  rows: i32,
  rowBytes: usize,
  scale: usize,
  out: usize,
  lanes: i32,
): void {
  const sign = signOf(take(scale, lanes));
  let row = x;
  let largest = v128.xor(take(row, lanes), sign);
  for (let r = 0; r < rows; r++) {
    const end = row + rowBytes;
    for (let at = row; at < end; at += pixel) largest = f32x4.pmax(largest, v128.xor(take(at, lanes), sign));
    row += pitch;
  }
  put(out, v128.xor(largest, sign), lanes);
}

@inline
function extremeOfFour(x: usize, pixel: usize, pitch: usize, scale: usize, out: usize): void {
  const sign = signOf(v128.load(scale));
  const v0 = v128.xor(v128.load(x), sign);
  const v1 = v128.xor(v128.load(x + pixel), sign);
  const v2 = v128.xor(v128.load(x + pitch), sign);
  const v3 = v128.xor(v128.load(x + pitch + pixel), sign);
  v128.store(out, v128.xor(f32x4.pmax(f32x4.pmax(v0, v1), f32x4.pmax(v2, v3)), sign));
}

@inline
function signOf(v: v128): v128 {
  return v128.and(v, f32x4.splat(-0.0));
}

/** max(0, scale · x + shift). @param x,y [rows, channels]. @param scale,shift [channels]. */
export function scaleRelu(x: usize, y: usize, rows: i32, channels: i32, scale: usize, shift: usize): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  for (let r = 0; r < rows; r++) {
    let c: usize = 0;
    for (; c < whole; c += 16) scaleReluOf(x + c, y + c, scale + c, shift + c, 4);
    for (; c < pixel; c += 4) scaleReluOf(x + c, y + c, scale + c, shift + c, 1);
    x += pixel;
    y += pixel;
  }
}

@inline
function scaleReluOf(x: usize, y: usize, scale: usize, shift: usize, lanes: i32): void {
  const v = madd(take(scale, lanes), take(x, lanes), take(shift, lanes));
  put(y, f32x4.pmax(v, f32x4.splat(0)), lanes);
}

/**
 * Of the gradient g = dy where scale · x + shift > 0, adds Σ g and Σ g · (x − mean) of each channel to the f64 `sums` and
 * `products`. @param x the extremes, [rows, channels], as dy. @param scale,shift,mean [channels].
 */
export function gradientSums(
  x: usize,
  dy: usize,
  rows: i32,
  channels: i32,
  scale: usize,
  shift: usize,
  mean: usize,
  sums: usize,
  products: usize,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const toDy = dy - x;
  for (; rows > 0; rows -= BLOCK_ROWS) {
    const end = x + <usize>min(rows, BLOCK_ROWS) * pixel;
    let c: usize = 0;
    for (; c < whole; c += 16) {
      columnSums(x + c, end, pixel, toDy, scale + c, shift + c, mean + c, sums + 2 * c, products + 2 * c, 4);
    }
    for (; c < pixel; c += 4) {
      columnSums(x + c, end, pixel, toDy, scale + c, shift + c, mean + c, sums + 2 * c, products + 2 * c, 1);
    }
    x = end;
  }
}

@inline
function columnSums(
  x: usize,
  end: usize,
  pixel: usize,
  toDy: usize,
  scale: usize,
  shift: usize,
  mean: usize,
  sums: usize,
  products: usize,
  lanes: i32,
): void {
  const a = take(scale, lanes);
  const b = take(shift, lanes);
  const m = take(mean, lanes);
  let sum = f32x4.splat(0);
  let product = f32x4.splat(0);
  for (let at = x; at < end; at += pixel) {
    const v = take(at, lanes);
    const g = v128.and(take(at + toDy, lanes), f32x4.gt(madd(a, v, b), f32x4.splat(0)));
    sum = f32x4.add(sum, g);
    product = madd(g, f32x4.sub(v, m), product);
  }
  addTo(sums, sum, lanes);
  addTo(products, product, lanes);
}

/** The last pass of ./norm.ts's gradient. */
import { put, take, wholeBytes } from './lanes.ts';
import { madd } from './madd.ts';

/**
 * dx = slope · x + level everywhere, and scale · g more at the first extreme of each window, g being dy where
 * scale · x + shift > 0.
 * @param x,dx [images, height, width, channels]. @param extreme,dy one row per window.
 * @param lines scale, shift, slope and level, [4, channels].
 */
export function normGradient(
  x: usize,
  extreme: usize,
  dy: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  lines: usize,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const pitch = <usize>width * pixel;
  const rowBytes = <usize>windowWidth * pixel;
  const outWidth = width / windowWidth;
  const outHeight = height / windowHeight;
  const toDx = dx - x;
  const toDy = dy - extreme;
  const twoByTwo = windowHeight == 2 && windowWidth == 2;
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < outHeight; i++) {
      let corner = x;
      for (let j = 0; j < outWidth; j++) {
        let c: usize = 0;
        if (twoByTwo) {
          for (; c < whole; c += 16) fourGradients(corner + c, pixel, pitch, toDx, extreme + c, toDy, lines + c);
        } else {
          for (; c < whole; c += 16) {
            windowGradient(corner + c, pixel, pitch, windowHeight, rowBytes, toDx, extreme + c, toDy, lines + c, 4);
          }
        }
        for (; c < pixel; c += 4) {
          windowGradient(corner + c, pixel, pitch, windowHeight, rowBytes, toDx, extreme + c, toDy, lines + c, 1);
        }
        extreme += pixel;
        corner += rowBytes;
      }
      const used = <usize>outWidth * rowBytes;
      for (let r = 0; r < windowHeight; r++) {
        restGradient(x + used, x + pitch, toDx, pixel, whole, lines);
        x += pitch;
      }
    }
    const end = x + <usize>(height - outHeight * windowHeight) * pitch;
    restGradient(x, end, toDx, pixel, whole, lines);
    x = end;
  }
}

@inline
function windowGradient(
  x: usize,
  pixel: usize,
  pitch: usize,
  rows: i32,
  rowBytes: usize,
  toDx: usize,
  extreme: usize,
  toDy: usize,
  lines: usize,
  lanes: i32,
): void {
  const u = take(lines + 2 * pixel, lanes);
  const k = take(lines + 3 * pixel, lanes);
  const e = take(extreme, lanes);
  let gradient = passedOn(e, extreme + toDy, pixel, lines, lanes);
  let row = x;
  for (let r = 0; r < rows; r++) {
    const end = row + rowBytes;
    for (let at = row; at < end; at += pixel) gradient = give(at, toDx, e, gradient, u, k, lanes);
    row += pitch;
  }
}

@inline
function fourGradients(
  x: usize,
  pixel: usize,
  pitch: usize,
  toDx: usize,
  extreme: usize,
  toDy: usize,
  lines: usize,
): void {
  const u = v128.load(lines + 2 * pixel);
  const k = v128.load(lines + 3 * pixel);
  const e = v128.load(extreme);
  const g0 = passedOn(e, extreme + toDy, pixel, lines, 4);
  const g1 = give(x, toDx, e, g0, u, k, 4);
  const g2 = give(x + pixel, toDx, e, g1, u, k, 4);
  const g3 = give(x + pitch, toDx, e, g2, u, k, 4);
  give(x + pitch + pixel, toDx, e, g3, u, k, 4);
}

/** scale · dy where ReLU is open. */
@inline
function passedOn(extreme: v128, dy: usize, pixel: usize, lines: usize, lanes: i32): v128 {
  const a = take(lines, lanes);
  const open = f32x4.gt(madd(a, extreme, take(lines + pixel, lanes)), f32x4.splat(0));
  return v128.and(f32x4.mul(a, take(dy, lanes)), open);
}

/** Writes the gradients of some numbers and returns what is left of their windows': nothing where one was the extreme. */
@inline
function give(
  at: usize,
  toDx: usize,
  extreme: v128,
  gradient: v128,
  slope: v128,
  level: v128,
  lanes: i32,
): v128 {
  const v = take(at, lanes);
  const here = v128.and(f32x4.eq(v, extreme), gradient);
  put(at + toDx, f32x4.add(here, madd(slope, v, level)), lanes);
  return v128.xor(gradient, here);
}

/** dx = slope · x + level on pixels that no window holds. */
function restGradient(x: usize, end: usize, toDx: usize, pixel: usize, whole: usize, lines: usize): void {
  while (x < end) {
    let c: usize = 0;
    for (; c < whole; c += 16) restOf(x + c, toDx, pixel, lines + c, 4);
    for (; c < pixel; c += 4) restOf(x + c, toDx, pixel, lines + c, 1);
    x += pixel;
  }
}

@inline
function restOf(x: usize, toDx: usize, pixel: usize, lines: usize, lanes: i32): void {
  put(x + toDx, madd(take(lines + 2 * pixel, lanes), take(x, lanes), take(lines + 3 * pixel, lanes)), lanes);
}

/** Max-pooling, [images, height, width, channels], and its gradient. */
import { put, take, wholeBytes } from './lanes.ts';

/**
 * The largest number of each window. Padding counts as nothing.
 * @param height,width of the input. @param outHeight,outWidth of the output.
 * @param windowHeight,windowWidth,stepY,stepX of the windows. @param top,left how far the first window sticks out.
 */
export function maxPool(
  x: usize,
  y: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  stepY: i32,
  stepX: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const pitch = <usize>width * pixel;
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < outHeight; i++) {
      const firstRow = max(0, i * stepY - top);
      const rows = min(height, i * stepY - top + windowHeight) - firstRow;
      for (let j = 0; j < outWidth; j++) {
        const firstColumn = max(0, j * stepX - left);
        const rowBytes = <usize>(min(width, j * stepX - left + windowWidth) - firstColumn) * pixel;
        const corner = x + <usize>firstRow * pitch + <usize>firstColumn * pixel;
        let c: usize = 0;
        // The commonest windows have a path without inner loops, which is twice as fast.
        if (rows == 2 && rowBytes == 2 * pixel) {
          for (; c < whole; c += 16) largestOfFour(corner + c, pixel, pitch, y + c);
        } else {
          for (; c < whole; c += 16) largest(corner + c, pixel, pitch, rows, rowBytes, y + c, 4);
        }
        for (; c < pixel; c += 4) largest(corner + c, pixel, pitch, rows, rowBytes, y + c, 1);
        y += pixel;
      }
    }
    x += <usize>height * pitch;
  }
}

@inline
function largest(x: usize, pixel: usize, pitch: usize, rows: i32, rowBytes: usize, y: usize, lanes: i32): void {
  let row = x;
  let most = take(row, lanes);
  for (let r = 0; r < rows; r++) {
    const end = row + rowBytes;
    for (let at = row; at < end; at += pixel) most = f32x4.pmax(most, take(at, lanes));
    row += pitch;
  }
  put(y, most, lanes);
}

@inline
function largestOfFour(x: usize, pixel: usize, pitch: usize, y: usize): void {
  const above = f32x4.pmax(v128.load(x), v128.load(x + pixel));
  const below = f32x4.pmax(v128.load(x + pitch), v128.load(x + pitch + pixel));
  v128.store(y, f32x4.pmax(above, below));
}

/**
 * Gives each window's gradient to the first of its largest numbers, row by row, as tfjs's cpu backend does.
 * @param y the pooled numbers. @param adds 1 to add to what is in dx, for windows that overlap; 0 to write all numbers of
 *   each window. @param dx like x. The others as for maxPool.
 */
export function maxPoolGrad(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  adds: i32,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  stepY: i32,
  stepX: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const pitch = <usize>width * pixel;
  const toDx = dx - x;
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < outHeight; i++) {
      const firstRow = max(0, i * stepY - top);
      const rows = min(height, i * stepY - top + windowHeight) - firstRow;
      for (let j = 0; j < outWidth; j++) {
        const firstColumn = max(0, j * stepX - left);
        const rowBytes = <usize>(min(width, j * stepX - left + windowWidth) - firstColumn) * pixel;
        const corner = x + <usize>firstRow * pitch + <usize>firstColumn * pixel;
        let c: usize = 0;
        if (rows == 2 && rowBytes == 2 * pixel && !adds) {
          for (; c < whole; c += 16) giveToFour(corner + c, pixel, pitch, toDx, y + c, dy + c);
        } else {
          for (; c < whole; c += 16) {
            giveToWindow(corner + c, pixel, pitch, rows, rowBytes, toDx, y + c, dy + c, adds, 4);
          }
        }
        for (; c < pixel; c += 4) {
          giveToWindow(corner + c, pixel, pitch, rows, rowBytes, toDx, y + c, dy + c, adds, 1);
        }
        y += pixel;
        dy += pixel;
      }
    }
    x += <usize>height * pitch;
  }
}

@inline
function giveToWindow(
  x: usize,
  pixel: usize,
  pitch: usize,
  rows: i32,
  rowBytes: usize,
  toDx: usize,
  y: usize,
  dy: usize,
  adds: i32,
  lanes: i32,
): void {
  const most = take(y, lanes);
  let gradient = take(dy, lanes);
  let row = x;
  for (let r = 0; r < rows; r++) {
    const end = row + rowBytes;
    for (let at = row; at < end; at += pixel) gradient = give(at, toDx, most, gradient, adds, lanes);
    row += pitch;
  }
}

@inline
function giveToFour(x: usize, pixel: usize, pitch: usize, toDx: usize, y: usize, dy: usize): void {
  const most = v128.load(y);
  const g1 = give(x, toDx, most, v128.load(dy), 0, 4);
  const g2 = give(x + pixel, toDx, most, g1, 0, 4);
  const g3 = give(x + pitch, toDx, most, g2, 0, 4);
  give(x + pitch + pixel, toDx, most, g3, 0, 4);
}

/** Writes what some numbers get of their windows' gradient and returns what is left of it: nothing where one was largest. */
@inline
function give(at: usize, toDx: usize, most: v128, gradient: v128, adds: i32, lanes: i32): v128 {
  const here = v128.and(f32x4.eq(take(at, lanes), most), gradient);
  const to = at + toDx;
  put(to, adds ? f32x4.add(take(to, lanes), here) : here, lanes);
  return v128.xor(gradient, here);
}

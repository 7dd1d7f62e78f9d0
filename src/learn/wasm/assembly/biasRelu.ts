/** Bias and ReLU, [rows, channels]. */
import { addTo, BLOCK_ROWS, put, take, wholeBytes } from './lanes.ts';

/** y = max(0, x + bias). @param bias [channels] */
export function biasRelu(x: usize, bias: usize, y: usize, rows: i32, channels: i32): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  for (let r = 0; r < rows; r++) {
    let c: usize = 0;
    for (; c < whole; c += 16) biasReluOf(x + c, bias + c, y + c, 4);
    for (; c < pixel; c += 4) biasReluOf(x + c, bias + c, y + c, 1);
    x += pixel;
    y += pixel;
  }
}

@inline
function biasReluOf(x: usize, bias: usize, y: usize, lanes: i32): void {
  put(y, f32x4.pmax(f32x4.add(take(x, lanes), take(bias, lanes)), f32x4.splat(0)), lanes);
}

/** dx = dy where y > 0, and its sum over the rows added to the f64 `sums`, [channels]. */
export function biasReluGrad(y: usize, dy: usize, dx: usize, rows: i32, channels: i32, sums: usize): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const toDy = dy - y;
  const toDx = dx - y;
  for (; rows > 0; rows -= BLOCK_ROWS) {
    const end = y + <usize>min(rows, BLOCK_ROWS) * pixel;
    let c: usize = 0;
    for (; c < whole; c += 16) columnGrad(y + c, end, pixel, toDy, toDx, sums + 2 * c, 4);
    for (; c < pixel; c += 4) columnGrad(y + c, end, pixel, toDy, toDx, sums + 2 * c, 1);
    y = end;
  }
}

@inline
function columnGrad(y: usize, end: usize, pixel: usize, toDy: usize, toDx: usize, total: usize, lanes: i32): void {
  let sum = f32x4.splat(0);
  for (let at = y; at < end; at += pixel) {
    const g = v128.and(take(at + toDy, lanes), f32x4.gt(take(at, lanes), f32x4.splat(0)));
    put(at + toDx, g, lanes);
    sum = f32x4.add(sum, g);
  }
  addTo(total, sum, lanes);
}

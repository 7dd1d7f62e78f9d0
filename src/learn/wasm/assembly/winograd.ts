/**
 * Winograd's minimal filtering for 3 × 3 filters and stride 1, F(2 × 2, 3 × 3): a tile of 2 × 2 outputs from a patch of
 * 4 × 4 inputs by 16 products for each pair of channels in place of 36,
 *   Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A.
 * Of each of the 16 places there is one matrix product over channels, by ./convolve.ts.
 * Source: Lavin & Gray 2016, "Fast algorithms for convolutional neural networks", section 4.1.
 */
import { convolve } from './convolve.ts';
import { put, take, wholeBytes } from './lanes.ts';

/**
 * Bᵀ d B of each patch, to [16][tiles][channels].
 * @param x a padded image of at least 2 · tileRows + 2 rows of `pitch` bytes and 2 · tileColumns + 2 columns.
 */
export function patchTransform(
  x: usize,
  pitch: usize,
  tileRows: i32,
  tileColumns: i32,
  channels: i32,
  to: usize,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const step = <usize>(tileRows * tileColumns) * pixel;
  for (let i = 0; i < tileRows; i++) {
    let d = x + <usize>i * 2 * pitch;
    for (let j = 0; j < tileColumns; j++) {
      let c: usize = 0;
      for (; c < whole; c += 16) patch(d + c, pitch, pixel, to + c, step, 4);
      for (; c < pixel; c += 4) patch(d + c, pitch, pixel, to + c, step, 1);
      d += 2 * pixel;
      to += pixel;
    }
  }
}

@inline
function patch(d0: usize, pitch: usize, pixel: usize, to: usize, step: usize, lanes: i32): void {
  const d1 = d0 + pitch;
  const d2 = d1 + pitch;
  const d3 = d2 + pitch;
  patchRow(d0, d2, false, pixel, to, step, lanes);
  patchRow(d1, d2, true, pixel, to + 4 * step, step, lanes);
  patchRow(d2, d1, false, pixel, to + 8 * step, step, lanes);
  patchRow(d1, d3, false, pixel, to + 12 * step, step, lanes);
}

/** One row of Bᵀ d B, from the sum or the difference of two rows of d. */
@inline
function patchRow(a: usize, b: usize, sum: bool, pixel: usize, to: usize, step: usize, lanes: i32): void {
  const t0 = combine(take(a, lanes), take(b, lanes), sum);
  const t1 = combine(take(a + pixel, lanes), take(b + pixel, lanes), sum);
  const t2 = combine(take(a + 2 * pixel, lanes), take(b + 2 * pixel, lanes), sum);
  const t3 = combine(take(a + 3 * pixel, lanes), take(b + 3 * pixel, lanes), sum);
  put(to, f32x4.sub(t0, t2), lanes);
  put(to + step, f32x4.add(t1, t2), lanes);
  put(to + 2 * step, f32x4.sub(t2, t1), lanes);
  put(to + 3 * step, f32x4.sub(t1, t3), lanes);
}

@inline
function combine(a: v128, b: v128, sum: bool): v128 {
  return sum ? f32x4.add(a, b) : f32x4.sub(a, b);
}

/**
 * G g Gᵀ of filters in panels, [panels][9][rows][8] → [16][panels][rows][8].
 * @param rows input channels.
 */
export function filterTransform(from: usize, panels: i32, rows: i32, to: usize): void {
  const tap = <usize>rows << 5;
  const step = <usize>panels * tap;
  for (let panel = 0; panel < panels; panel++) {
    for (let at: usize = 0; at < tap; at += 16) {
      // Three columns of g, each made four numbers by G.
      for (let column: usize = 0; column < 3; column++) {
        const g = from + column * tap + at;
        const g0 = v128.load(g);
        const g1 = v128.load(g + 3 * tap);
        const g2 = v128.load(g + 6 * tap);
        const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(0.5));
        const middle = f32x4.mul(g1, f32x4.splat(0.5));
        const place = to + column * step + at;
        v128.store(place, g0);
        v128.store(place + 4 * step, f32x4.add(outer, middle));
        v128.store(place + 8 * step, f32x4.sub(outer, middle));
        v128.store(place + 12 * step, g2);
      }
      // Then each of the four rows of three, in place.
      for (let row: usize = 0; row < 4; row++) {
        const place = to + 4 * row * step + at;
        const h0 = v128.load(place);
        const h1 = v128.load(place + step);
        const h2 = v128.load(place + 2 * step);
        const outer = f32x4.mul(f32x4.add(h0, h2), f32x4.splat(0.5));
        const middle = f32x4.mul(h1, f32x4.splat(0.5));
        v128.store(place + step, f32x4.add(outer, middle));
        v128.store(place + 2 * step, f32x4.sub(outer, middle));
        v128.store(place + 3 * step, h2);
      }
    }
    from += 9 * tap;
    to += tap;
  }
}

/**
 * The products over input channels at all 16 places, [16][tiles][inChannels] → [16][tiles][outChannels].
 * @param offsets u32 per tile: its bytes from the first, tile · inChannels · 4. @param filters from filterTransform.
 */
export function tileProducts(
  patches: usize,
  offsets: usize,
  tiles: i32,
  inChannels: i32,
  filters: usize,
  outChannels: i32,
  to: usize,
): void {
  const inBytes = <usize>inChannels << 2;
  const filterStep = (<usize>((outChannels + 7) >> 3) * inBytes) << 3;
  for (let place = 0; place < 16; place++) {
    convolve(patches, offsets, tiles, filters, to, outChannels, 1, inBytes, inBytes);
    patches += <usize>tiles * inBytes;
    filters += filterStep;
    to += <usize>(tiles * outChannels) << 2;
  }
}

/**
 * Aᵀ M A of each tile, [16][tiles][channels] → the output's rows of tiles, cut where they stick out.
 * @param y the output at the first tile's row. @param height rows left there. @param width of the output.
 */
export function outputTransform(
  from: usize,
  tileRows: i32,
  tileColumns: i32,
  channels: i32,
  y: usize,
  height: i32,
  width: i32,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const pitch = <usize>width * pixel;
  const step = <usize>(tileRows * tileColumns) * pixel;
  for (let i = 0; i < tileRows; i++) {
    const twoRows = 2 * i + 1 < height;
    for (let j = 0; j < tileColumns; j++) {
      const twoColumns = 2 * j + 1 < width;
      const at = y + <usize>(2 * j) * pixel;
      let c: usize = 0;
      for (; c < whole; c += 16) output(from + c, step, at + c, pitch, pixel, twoRows, twoColumns, 4);
      for (; c < pixel; c += 4) output(from + c, step, at + c, pitch, pixel, twoRows, twoColumns, 1);
      from += pixel;
    }
    y += 2 * pitch;
  }
}

@inline
function output(
  m: usize,
  step: usize,
  to: usize,
  pitch: usize,
  pixel: usize,
  twoRows: bool,
  twoColumns: bool,
  lanes: i32,
): void {
  const m1 = m + 4 * step;
  const m2 = m1 + 4 * step;
  const m3 = m2 + 4 * step;
  outputRow(m, m1, m2, true, step, to, pixel, twoColumns, lanes);
  if (twoRows) outputRow(m1, m2, m3, false, step, to + pitch, pixel, twoColumns, lanes);
}

/** One row of Aᵀ M A, from the sum a + b + c or the difference a − b − c of three rows of M. */
@inline
function outputRow(
  a: usize,
  b: usize,
  c: usize,
  sum: bool,
  step: usize,
  to: usize,
  pixel: usize,
  twoColumns: bool,
  lanes: i32,
): void {
  const s0 = combine(combine(take(a, lanes), take(b, lanes), sum), take(c, lanes), sum);
  const s1 = combine(combine(take(a + step, lanes), take(b + step, lanes), sum), take(c + step, lanes), sum);
  const s2 = combine(
    combine(take(a + 2 * step, lanes), take(b + 2 * step, lanes), sum),
    take(c + 2 * step, lanes),
    sum,
  );
  put(to, f32x4.add(f32x4.add(s0, s1), s2), lanes);
  if (twoColumns) {
    const s3 = combine(
      combine(take(a + 3 * step, lanes), take(b + 3 * step, lanes), sum),
      take(c + 3 * step, lanes),
      sum,
    );
    put(to + pixel, f32x4.sub(f32x4.sub(s1, s2), s3), lanes);
  }
}

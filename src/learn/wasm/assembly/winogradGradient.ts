/**
 * The gradient of ./winograd.ts for the filter: with dM = A dY Aᵀ,
 *   dg = Gᵀ [Σ over tiles of dM ⊙ (Bᵀ d B)] G.
 * Of each of the 16 places there is one matrix product over tiles, by ./correlate.ts.
 */
import { correlate } from './correlate.ts';
import { put, take, wholeBytes } from './lanes.ts';

/**
 * A dY Aᵀ of each tile of an output's gradient, to panels [16][⌈channels / 8⌉][tiles][8].
 * @param dy an image of at least 2 · tileRows rows of `pitch` bytes and 2 · tileColumns columns.
 */
export function gradientTransform(
  dy: usize,
  pitch: usize,
  tileRows: i32,
  tileColumns: i32,
  channels: i32,
  to: usize,
): void {
  const pixel = <usize>channels << 2;
  const whole = wholeBytes(channels);
  const tiles = tileRows * tileColumns;
  const panel = <usize>tiles << 5;
  const step = <usize>((channels + 7) >> 3) * panel;
  for (let i = 0; i < tileRows; i++) {
    let e = dy + <usize>i * 2 * pitch;
    for (let j = 0; j < tileColumns; j++) {
      let c: usize = 0;
      for (; c < whole; c += 16) gradient(e + c, pitch, pixel, to + (c >> 5) * panel + (c & 31), step, 4);
      for (; c < pixel; c += 4) gradient(e + c, pitch, pixel, to + (c >> 5) * panel + (c & 31), step, 1);
      to += 32;
      e += 2 * pixel;
    }
  }
}

@inline
function gradient(e: usize, pitch: usize, pixel: usize, to: usize, step: usize, lanes: i32): void {
  const e00 = take(e, lanes);
  const e01 = take(e + pixel, lanes);
  const e10 = take(e + pitch, lanes);
  const e11 = take(e + pitch + pixel, lanes);
  gradientRow(e00, e01, to, step, lanes);
  gradientRow(f32x4.add(e00, e10), f32x4.add(e01, e11), to + 4 * step, step, lanes);
  gradientRow(f32x4.sub(e00, e10), f32x4.sub(e01, e11), to + 8 * step, step, lanes);
  gradientRow(f32x4.neg(e10), f32x4.neg(e11), to + 12 * step, step, lanes);
}

/** One row of A dY Aᵀ, from one of A dY. */
@inline
function gradientRow(e0: v128, e1: v128, to: usize, step: usize, lanes: i32): void {
  put(to, e0, lanes);
  put(to + step, f32x4.add(e0, e1), lanes);
  put(to + 2 * step, f32x4.sub(e0, e1), lanes);
  put(to + 3 * step, f32x4.neg(e1), lanes);
}

/**
 * Adds the products over tiles at all 16 places to `sums`, [16][panels][weights][8].
 * @param patches from patchTransform. @param offsets as for tileProducts.
 * @param taps u32 per input channel: its bytes from the first; 0 for those past the last.
 * @param weights ⌈inChannels / 4⌉ · 4. @param gradients from gradientTransform.
 */
export function tileCorrelations(
  patches: usize,
  offsets: usize,
  tiles: i32,
  inChannels: i32,
  taps: usize,
  weights: i32,
  gradients: usize,
  panels: i32,
  sums: usize,
): void {
  const panel = <usize>tiles << 5;
  const sumStep = <usize>(panels * weights) << 5;
  for (let place = 0; place < 16; place++) {
    correlate(patches, offsets, tiles, taps, weights, gradients, 32, panel, panels, sums);
    patches += <usize>(tiles * inChannels) << 2;
    gradients += <usize>panels * panel;
    sums += sumStep;
  }
}

/** Gᵀ dU G, the filters' gradient, [16][panels][rows][8] → [panels][9][rows][8]. What is in `from` is lost. */
export function filterGradient(from: usize, panels: i32, rows: i32, to: usize): void {
  const tap = <usize>rows << 5;
  const step = <usize>panels * tap;
  const half = f32x4.splat(0.5);
  for (let panel = 0; panel < panels; panel++) {
    for (let at: usize = 0; at < tap; at += 16) {
      // Rows of four become three, in place.
      for (let row: usize = 0; row < 4; row++) {
        const place = from + 4 * row * step + at;
        const u0 = v128.load(place);
        const u1 = v128.load(place + step);
        const u2 = v128.load(place + 2 * step);
        const u3 = v128.load(place + 3 * step);
        const sum = f32x4.mul(f32x4.add(u1, u2), half);
        v128.store(place, f32x4.add(u0, sum));
        v128.store(place + step, f32x4.mul(f32x4.sub(u1, u2), half));
        v128.store(place + 2 * step, f32x4.add(sum, u3));
      }
      for (let column: usize = 0; column < 3; column++) {
        const place = from + column * step + at;
        const h0 = v128.load(place);
        const h1 = v128.load(place + 4 * step);
        const h2 = v128.load(place + 8 * step);
        const h3 = v128.load(place + 12 * step);
        const sum = f32x4.mul(f32x4.add(h1, h2), half);
        const g = to + column * tap + at;
        v128.store(g, f32x4.add(h0, sum));
        v128.store(g + 3 * tap, f32x4.mul(f32x4.sub(h1, h2), half));
        v128.store(g + 6 * tap, f32x4.add(sum, h3));
      }
    }
    from += tap;
    to += 9 * tap;
  }
}

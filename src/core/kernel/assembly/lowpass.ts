/**
 * Low-pass filtering by overlap-save, keeping every `decimation`-th sample and computing no other. The filter is split into
 * its polyphase parts, each a convolution at the lower rate: `decimation` small forward FFTs and one inverse per block
 * instead of one large FFT each way. Eight blocks run in lockstep: four lanes, each with one block as the real and one as
 * the imaginary part, which a filter with real coefficients keeps apart.
 * Source: polyphase decimation, Crochiere & Rabiner 1983, "Multirate Digital Signal Processing", §3.3.
 */
import { forwardButOne, inverse } from './fft.ts';

const ELEMENT: usize = 32;

/**
 * Eight blocks of output.
 * @param signal (7 × valid + size) × decimation input samples; the first output stands `reach` samples after the first.
 * @param out room for 8 × valid samples. @param valid output samples of a block, a multiple of 4.
 * @param size the FFT's, a power of four of at least 16.
 * @param response complex f32 spectra of the polyphase parts, decimation × size, in digit-reversed order.
 * @param work, sum size elements each.
 */
export function lowPass(
  signal: usize,
  out: usize,
  valid: i32,
  decimation: i32,
  size: i32,
  roots: usize,
  rootsEnd: usize,
  response: usize,
  work: usize,
  sum: usize,
): void {
  const block = (<usize>(valid * decimation)) << 2;
  for (let phase = 0; phase < decimation; phase++) {
    gather(signal + ((<usize>phase) << 2), block, (<usize>decimation) << 2, size, work);
    forwardButOne<f32>(work, size, roots);
    finishAndWeigh(work, size, response, sum, phase === 0);
    response += (<usize>size) << 3;
  }
  inverse<f32>(sum, size, rootsEnd);
  scatter(sum, valid, out, (<usize>valid) << 2);
}

/** One phase's samples, `stride` bytes apart, of eight blocks into the lanes. */
function gather(from: usize, block: usize, stride: usize, size: i32, work: usize): void {
  const end = from + <usize>size * stride;
  const block2 = block << 1;
  const block3 = block + block2;
  const block4 = block << 2;
  for (; from < end; from += stride) {
    let re = v128.load32_zero(from);
    re = v128.load_lane<f32>(from + block, re, 1);
    re = v128.load_lane<f32>(from + block2, re, 2);
    re = v128.load_lane<f32>(from + block3, re, 3);
    const upper = from + block4;
    let im = v128.load32_zero(upper);
    im = v128.load_lane<f32>(upper + block, im, 1);
    im = v128.load_lane<f32>(upper + block2, im, 2);
    im = v128.load_lane<f32>(upper + block3, im, 3);
    v128.store(work, re);
    v128.store(work, im, 16);
    work += ELEMENT;
  }
}

/**
 * The forward FFT's last pass, times the response, set as or added to the sum over phases. Done at once, this saves a way
 * through memory and 8 % of the resampling time.
 */
function finishAndWeigh(p: usize, size: i32, response: usize, sum: usize, first: bool): void {
  const end = p + <usize>size * ELEMENT;
  for (; p < end; p += 4 * ELEMENT) {
    const sumEvenRe = f32x4.add(v128.load(p), v128.load(p, 64));
    const sumEvenIm = f32x4.add(v128.load(p, 16), v128.load(p, 80));
    const diffEvenRe = f32x4.sub(v128.load(p), v128.load(p, 64));
    const diffEvenIm = f32x4.sub(v128.load(p, 16), v128.load(p, 80));
    const sumOddRe = f32x4.add(v128.load(p, 32), v128.load(p, 96));
    const sumOddIm = f32x4.add(v128.load(p, 48), v128.load(p, 112));
    const diffOddRe = f32x4.sub(v128.load(p, 32), v128.load(p, 96));
    const diffOddIm = f32x4.sub(v128.load(p, 48), v128.load(p, 112));
    weigh(f32x4.add(sumEvenRe, sumOddRe), f32x4.add(sumEvenIm, sumOddIm), response, sum, first);
    weigh(f32x4.add(diffEvenRe, diffOddIm), f32x4.sub(diffEvenIm, diffOddRe), response + 8, sum + 32, first);
    weigh(f32x4.sub(sumEvenRe, sumOddRe), f32x4.sub(sumEvenIm, sumOddIm), response + 16, sum + 64, first);
    weigh(f32x4.sub(diffEvenRe, diffOddIm), f32x4.add(diffEvenIm, diffOddRe), response + 24, sum + 96, first);
    response += 32;
    sum += 4 * ELEMENT;
  }
}

function weigh(re: v128, im: v128, response: usize, sum: usize, first: bool): void {
  const c = v128.load_splat<f32>(response);
  const s = v128.load_splat<f32>(response, 4);
  let outRe = f32x4.sub(f32x4.mul(re, c), f32x4.mul(im, s));
  let outIm = f32x4.add(f32x4.mul(re, s), f32x4.mul(im, c));
  if (!first) {
    outRe = f32x4.add(outRe, v128.load(sum));
    outIm = f32x4.add(outIm, v128.load(sum, 16));
  }
  v128.store(sum, outRe);
  v128.store(sum, outIm, 16);
}

/** Lanes back to eight blocks of `valid` samples. */
function scatter(from: usize, valid: i32, out: usize, block: usize): void {
  const end = from + <usize>valid * ELEMENT;
  for (; from < end; from += 4 * ELEMENT) {
    transpose(v128.load(from), v128.load(from, 32), v128.load(from, 64), v128.load(from, 96), out, block);
    transpose(
      v128.load(from, 16),
      v128.load(from, 48),
      v128.load(from, 80),
      v128.load(from, 112),
      out + 4 * block,
      block,
    );
    out += 16;
  }
}

/** Four vectors of lanes to four stretches of four samples. */
function transpose(a: v128, b: v128, c: v128, d: v128, out: usize, block: usize): void {
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(out + block, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  v128.store(out + 2 * block, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(out + 3 * block, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}

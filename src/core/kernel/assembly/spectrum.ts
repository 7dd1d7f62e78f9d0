/** Power spectra of two frames at a time: lane = frame, f64 throughout. */
import { forward } from './fft.ts';

/**
 * |FFT|² of two windowed frames of real samples.
 * Source: the real FFT by a complex one of half the size (Press et al., "Numerical Recipes", §12.3).
 * @param signal f32 samples; the first frame starts here, the second `hopBytes` later.
 * @param nFft a power of two of at least 16.
 * @param window nFft f64 weights with the 0.5 of the split multiplied in. Only those from `first` to before `end`, both
 *   multiples of 4, are not zero.
 * @param roots the table for nFft/2, f64. @param split for k = 1 … nFft/4: byte offsets of elements k and nFft/2 − k in the
 *   digit-reversed spectrum (2 × i32), then cos and sin of 2πk/nFft (2 × f64).
 * @param work nFft/2 elements. @param power nFft/2 + 1 vectors, in natural order.
 */
export function powerSpectra(
  signal: usize,
  hopBytes: usize,
  nFft: i32,
  window: usize,
  first: i32,
  end: i32,
  roots: usize,
  split: usize,
  work: usize,
  power: usize,
): void {
  loadFrames(signal, hopBytes, nFft, window, first, end, work);
  forward<f64>(work, nFft >> 1, roots);
  splitSpectrum(work, nFft, split, power);
}

/** Even samples are the real part and odd samples the imaginary part of a sequence half as long. */
function loadFrames(
  signal: usize,
  hopBytes: usize,
  nFft: i32,
  window: usize,
  first: i32,
  end: i32,
  work: usize,
): void {
  memory.fill(work, 0, (<usize>first) << 4);
  memory.fill(work + ((<usize>end) << 4), 0, (<usize>(nFft - end)) << 4);
  let at = signal + ((<usize>first) << 2);
  let to = work + ((<usize>first) << 4);
  let weight = window + ((<usize>first) << 3);
  const stop = work + ((<usize>end) << 4);
  for (; to < stop; to += 64) {
    const a = v128.load(at);
    const b = v128.load(at + hopBytes);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    storeWindowed(to, low, weight);
    storeWindowed(to + 16, v128.shuffle<f64>(low, low, 1, 1), weight + 8);
    storeWindowed(to + 32, high, weight + 16);
    storeWindowed(to + 48, v128.shuffle<f64>(high, high, 1, 1), weight + 24);
    at += 16;
    weight += 32;
  }
}

function storeWindowed(to: usize, pair: v128, weight: usize): void {
  v128.store(to, f64x2.mul(f64x2.promote_low_f32x4(pair), v128.load_splat<f64>(weight)));
}

/** The half-size spectrum to the powers of the real one. */
function splitSpectrum(z: usize, nFft: i32, split: usize, power: usize): void {
  const n = <usize>(nFft >> 1);
  const two = f64x2.splat(2);
  // The window has halved everything, which the first and last bin do not want.
  const re0 = f64x2.mul(v128.load(z), two);
  const im0 = f64x2.mul(v128.load(z, 16), two);
  const sum = f64x2.add(re0, im0);
  const difference = f64x2.sub(re0, im0);
  v128.store(power, f64x2.mul(sum, sum));
  v128.store(power + (n << 4), f64x2.mul(difference, difference));
  let low = power + 16;
  let high = power + ((n - 1) << 4);
  for (; low <= high; low += 16, high -= 16) {
    const a = z + <usize>load<i32>(split);
    const b = z + <usize>load<i32>(split, 4);
    const cos = v128.load_splat<f64>(split, 8);
    const sin = v128.load_splat<f64>(split, 16);
    split += 24;
    const ar = v128.load(a);
    const ai = v128.load(a, 16);
    const br = v128.load(b);
    const bi = v128.load(b, 16);
    const evenRe = f64x2.add(ar, br);
    const evenIm = f64x2.sub(ai, bi);
    const oddRe = f64x2.add(ai, bi);
    const oddIm = f64x2.sub(br, ar);
    const turnedRe = f64x2.add(f64x2.mul(oddRe, cos), f64x2.mul(oddIm, sin));
    const turnedIm = f64x2.sub(f64x2.mul(oddIm, cos), f64x2.mul(oddRe, sin));
    v128.store(low, squareSum(f64x2.add(evenRe, turnedRe), f64x2.add(evenIm, turnedIm)));
    v128.store(high, squareSum(f64x2.sub(evenRe, turnedRe), f64x2.sub(evenIm, turnedIm)));
  }
}

function squareSum(re: v128, im: v128): v128 {
  return f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im));
}

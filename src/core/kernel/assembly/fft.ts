/**
 * Complex FFT of several signals in lockstep: lane l of every vector belongs to signal l, so the code reads like a scalar
 * FFT and needs no shuffles. T is f32 (four signals) or f64 (two). Element k of the buffer is two vectors: real parts, then
 * imaginary parts. In place, without reordering: the spectrum stands in digit-reversed order (see fftPosition in ../fft-tables.ts).
 * Source: radix-4 decimation in frequency and its mirror image, decimation in time (Oppenheim & Schafer, "Discrete-Time
 * Signal Processing", §9.3–9.4; Van Loan 1992, §2.5).
 */

/** Bytes of one complex element: two vectors. */
const ELEMENT: usize = 32;

/**
 * X[k] = Σ x[n]·exp(−2πi·kn/size), unscaled, in digit-reversed order.
 * @param size a power of two of at least 8.
 * @param roots the table of radix4Roots (../fft-tables.ts) for this size, of type T.
 */
export function forward<T>(x: usize, size: i32, roots: usize): void {
  const next = forwardButOne<T>(x, size, roots);
  if (next === 4) plainRadix4<T>(x, size, ELEMENT, 3 * ELEMENT);
  else plainRadix2<T>(x, size);
}

/** All passes of `forward` but the last, which multiplies by nothing. Returns the last pass's radix, 4 or 2. */
export function forwardButOne<T>(x: usize, size: i32, roots: usize): i32 {
  let n = size;
  while (n > 4) {
    forwardPass<T>(x, size, n, roots);
    roots += <usize>(n >> 2) * 6 * sizeof<T>();
    n >>= 2;
  }
  return n;
}

/** Each run of n elements becomes four transforms' inputs of n/4. */
function forwardPass<T>(x: usize, size: i32, n: i32, roots: usize): void {
  const quarter = <usize>(n >> 2) * ELEMENT;
  const run = <usize>n * ELEMENT;
  const end = x + <usize>size * ELEMENT;
  for (let j: usize = 0; j < quarter; j += ELEMENT) {
    const c1 = v128.load_splat<T>(roots);
    const s1 = v128.load_splat<T>(roots + sizeof<T>());
    const c2 = v128.load_splat<T>(roots + 2 * sizeof<T>());
    const s2 = v128.load_splat<T>(roots + 3 * sizeof<T>());
    const c3 = v128.load_splat<T>(roots + 4 * sizeof<T>());
    const s3 = v128.load_splat<T>(roots + 5 * sizeof<T>());
    roots += 6 * sizeof<T>();
    for (let p0 = x + j; p0 < end; p0 += run) {
      const p1 = p0 + quarter;
      const p2 = p1 + quarter;
      const p3 = p2 + quarter;
      const ar = v128.load(p0);
      const ai = v128.load(p0, 16);
      const br = v128.load(p1);
      const bi = v128.load(p1, 16);
      const cr = v128.load(p2);
      const ci = v128.load(p2, 16);
      const dr = v128.load(p3);
      const di = v128.load(p3, 16);
      const sumEvenRe = v128.add<T>(ar, cr);
      const sumEvenIm = v128.add<T>(ai, ci);
      const diffEvenRe = v128.sub<T>(ar, cr);
      const diffEvenIm = v128.sub<T>(ai, ci);
      const sumOddRe = v128.add<T>(br, dr);
      const sumOddIm = v128.add<T>(bi, di);
      const diffOddRe = v128.sub<T>(br, dr);
      const diffOddIm = v128.sub<T>(bi, di);
      v128.store(p0, v128.add<T>(sumEvenRe, sumOddRe));
      v128.store(p0, v128.add<T>(sumEvenIm, sumOddIm), 16);
      const re1 = v128.add<T>(diffEvenRe, diffOddIm);
      const im1 = v128.sub<T>(diffEvenIm, diffOddRe);
      v128.store(p1, v128.add<T>(v128.mul<T>(re1, c1), v128.mul<T>(im1, s1)));
      v128.store(p1, v128.sub<T>(v128.mul<T>(im1, c1), v128.mul<T>(re1, s1)), 16);
      const re2 = v128.sub<T>(sumEvenRe, sumOddRe);
      const im2 = v128.sub<T>(sumEvenIm, sumOddIm);
      v128.store(p2, v128.add<T>(v128.mul<T>(re2, c2), v128.mul<T>(im2, s2)));
      v128.store(p2, v128.sub<T>(v128.mul<T>(im2, c2), v128.mul<T>(re2, s2)), 16);
      const re3 = v128.sub<T>(diffEvenRe, diffOddIm);
      const im3 = v128.add<T>(diffEvenIm, diffOddRe);
      v128.store(p3, v128.add<T>(v128.mul<T>(re3, c3), v128.mul<T>(im3, s3)));
      v128.store(p3, v128.sub<T>(v128.mul<T>(im3, c3), v128.mul<T>(re3, s3)), 16);
    }
  }
}

/** The pass without twiddle factors, on four neighbours at a time. `one` and `three`: offsets where results 1 and 3 go. */
function plainRadix4<T>(x: usize, size: i32, one: usize, three: usize): void {
  const end = x + <usize>size * ELEMENT;
  for (let p = x; p < end; p += 4 * ELEMENT) {
    const sumEvenRe = v128.add<T>(v128.load(p), v128.load(p, 64));
    const sumEvenIm = v128.add<T>(v128.load(p, 16), v128.load(p, 80));
    const diffEvenRe = v128.sub<T>(v128.load(p), v128.load(p, 64));
    const diffEvenIm = v128.sub<T>(v128.load(p, 16), v128.load(p, 80));
    const sumOddRe = v128.add<T>(v128.load(p, 32), v128.load(p, 96));
    const sumOddIm = v128.add<T>(v128.load(p, 48), v128.load(p, 112));
    const diffOddRe = v128.sub<T>(v128.load(p, 32), v128.load(p, 96));
    const diffOddIm = v128.sub<T>(v128.load(p, 48), v128.load(p, 112));
    v128.store(p, v128.add<T>(sumEvenRe, sumOddRe));
    v128.store(p, v128.add<T>(sumEvenIm, sumOddIm), 16);
    v128.store(p + one, v128.add<T>(diffEvenRe, diffOddIm));
    v128.store(p + one, v128.sub<T>(diffEvenIm, diffOddRe), 16);
    v128.store(p, v128.sub<T>(sumEvenRe, sumOddRe), 64);
    v128.store(p, v128.sub<T>(sumEvenIm, sumOddIm), 80);
    v128.store(p + three, v128.sub<T>(diffEvenRe, diffOddIm));
    v128.store(p + three, v128.add<T>(diffEvenIm, diffOddRe), 16);
  }
}

function plainRadix2<T>(x: usize, size: i32): void {
  const end = x + <usize>size * ELEMENT;
  for (let p = x; p < end; p += 2 * ELEMENT) {
    const ar = v128.load(p);
    const ai = v128.load(p, 16);
    const br = v128.load(p, 32);
    const bi = v128.load(p, 48);
    v128.store(p, v128.add<T>(ar, br));
    v128.store(p, v128.add<T>(ai, bi), 16);
    v128.store(p, v128.sub<T>(ar, br), 32);
    v128.store(p, v128.sub<T>(ai, bi), 48);
  }
}

/**
 * The inverse of `forward` but for the factor `size`, from digit-reversed order to natural.
 * @param size a power of four. @param rootsEnd where the table of radix4Roots for this size ends.
 */
export function inverse<T>(x: usize, size: i32, rootsEnd: usize): void {
  // i takes −i's place, so results 1 and 3 change places.
  plainRadix4<T>(x, size, 3 * ELEMENT, ELEMENT);
  for (let n = 16; n <= size; n <<= 2) {
    rootsEnd -= <usize>(n >> 2) * 6 * sizeof<T>();
    inversePass<T>(x, size, n, rootsEnd);
  }
}

/** Four transforms of n/4 become one of n, in each run of n elements. */
function inversePass<T>(x: usize, size: i32, n: i32, roots: usize): void {
  const quarter = <usize>(n >> 2) * ELEMENT;
  const run = <usize>n * ELEMENT;
  const end = x + <usize>size * ELEMENT;
  for (let j: usize = 0; j < quarter; j += ELEMENT) {
    const c1 = v128.load_splat<T>(roots);
    const s1 = v128.load_splat<T>(roots + sizeof<T>());
    const c2 = v128.load_splat<T>(roots + 2 * sizeof<T>());
    const s2 = v128.load_splat<T>(roots + 3 * sizeof<T>());
    const c3 = v128.load_splat<T>(roots + 4 * sizeof<T>());
    const s3 = v128.load_splat<T>(roots + 5 * sizeof<T>());
    roots += 6 * sizeof<T>();
    for (let p0 = x + j; p0 < end; p0 += run) {
      const p1 = p0 + quarter;
      const p2 = p1 + quarter;
      const p3 = p2 + quarter;
      const ar = v128.load(p0);
      const ai = v128.load(p0, 16);
      const re1 = v128.load(p1);
      const im1 = v128.load(p1, 16);
      const re2 = v128.load(p2);
      const im2 = v128.load(p2, 16);
      const re3 = v128.load(p3);
      const im3 = v128.load(p3, 16);
      const br = v128.sub<T>(v128.mul<T>(re1, c1), v128.mul<T>(im1, s1));
      const bi = v128.add<T>(v128.mul<T>(im1, c1), v128.mul<T>(re1, s1));
      const cr = v128.sub<T>(v128.mul<T>(re2, c2), v128.mul<T>(im2, s2));
      const ci = v128.add<T>(v128.mul<T>(im2, c2), v128.mul<T>(re2, s2));
      const dr = v128.sub<T>(v128.mul<T>(re3, c3), v128.mul<T>(im3, s3));
      const di = v128.add<T>(v128.mul<T>(im3, c3), v128.mul<T>(re3, s3));
      const sumEvenRe = v128.add<T>(ar, cr);
      const sumEvenIm = v128.add<T>(ai, ci);
      const diffEvenRe = v128.sub<T>(ar, cr);
      const diffEvenIm = v128.sub<T>(ai, ci);
      const sumOddRe = v128.add<T>(br, dr);
      const sumOddIm = v128.add<T>(bi, di);
      const diffOddRe = v128.sub<T>(br, dr);
      const diffOddIm = v128.sub<T>(bi, di);
      v128.store(p0, v128.add<T>(sumEvenRe, sumOddRe));
      v128.store(p0, v128.add<T>(sumEvenIm, sumOddIm), 16);
      v128.store(p1, v128.sub<T>(diffEvenRe, diffOddIm));
      v128.store(p1, v128.add<T>(diffEvenIm, diffOddRe), 16);
      v128.store(p2, v128.sub<T>(sumEvenRe, sumOddRe));
      v128.store(p2, v128.sub<T>(sumEvenIm, sumOddIm), 16);
      v128.store(p3, v128.add<T>(diffEvenRe, diffOddIm));
      v128.store(p3, v128.sub<T>(diffEvenIm, diffOddRe), 16);
    }
  }
}

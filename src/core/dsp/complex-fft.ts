import { OddPass } from './odd-pass.ts';

/** True for 1, 2, 4, 8, … */
export function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(n) && n > 0 && 2 ** Math.round(Math.log2(n)) === n;
}

const ODD_RADICES = [3, 5, 7];

/** True where ComplexFft can: for products of 2, 3, 5 and 7. */
export function hasSmallFactors(n: number): boolean {
  if (!Number.isInteger(n) || n < 1) return false;
  return isPowerOfTwo(oddPassesOf(n).reduce((rest, { radix }) => rest / radix, n));
}

/** A pass for each odd factor that has one. */
function oddPassesOf(size: number): OddPass[] {
  const passes: OddPass[] = [];
  for (const radix of ODD_RADICES) {
    for (let rest = size; rest % radix === 0; rest /= radix) passes.push(new OddPass(radix));
  }
  return passes;
}

/**
 * Complex FFT of one size, with its twiddle factors and scratch space ready.
 * Source: Stockham's self-sorting FFT (Van Loan 1992, "Computational Frameworks for the FFT", §1.7): the odd factors'
 * passes, then radix 4, then one radix-2 pass where the power of two left is odd.
 */
export class ComplexFft {
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly scratchRe: Float64Array;
  private readonly scratchIm: Float64Array;
  private readonly oddPasses: OddPass[];

  /** @throws RangeError when size is not a product of 2, 3, 5 and 7. */
  constructor(readonly size: number) {
    if (!hasSmallFactors(size)) {
      throw new RangeError(`The FFT size must be a product of 2, 3, 5 and 7, not ${size}.`);
    }
    this.oddPasses = oddPassesOf(size);
    this.cos = new Float64Array(size);
    this.sin = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      this.cos[k] = Math.cos((2 * Math.PI * k) / size);
      this.sin[k] = Math.sin((2 * Math.PI * k) / size);
    }
    this.scratchRe = new Float64Array(size);
    this.scratchIm = new Float64Array(size);
  }

  /**
   * X[k] = Σ x[n]·exp(−2πi·kn/size), in place and unscaled.
   * Called with the two arrays exchanged, it is the inverse transform times `size`.
   */
  transform(re: Float64Array, im: Float64Array): void {
    let [fromRe, fromIm, toRe, toIm] = [re, im, this.scratchRe, this.scratchIm];
    let stride = 1;
    let n = this.size;
    for (const pass of this.oddPasses) {
      pass.run(n, stride, this.cos, this.sin, fromRe, fromIm, toRe, toIm);
      [fromRe, fromIm, toRe, toIm] = [toRe, toIm, fromRe, fromIm];
      n /= pass.radix;
      stride *= pass.radix;
    }
    while (n > 1) {
      const radix = n === 2 ? 2 : 4;
      if (radix === 4) this.radix4Pass(n, stride, fromRe, fromIm, toRe, toIm);
      else radix2Pass(stride, fromRe, fromIm, toRe, toIm);
      [fromRe, fromIm, toRe, toIm] = [toRe, toIm, fromRe, fromIm];
      n /= radix;
      stride *= radix;
    }
    if (fromRe !== re) {
      re.set(fromRe);
      im.set(fromIm);
    }
  }

  private radix4Pass(
    n: number,
    stride: number,
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
  ): void {
    const { cos, sin } = this;
    const quarter = stride * (n >> 2);
    // The pass's own roots of unity, exp(−2πi·p/n), are every `stride`-th of the size's.
    for (let p = 0, x0 = 0, y0 = 0; x0 < quarter; p += stride, y0 += 3 * stride) {
      const c1 = cos[p];
      const s1 = sin[p];
      const c2 = cos[2 * p];
      const s2 = sin[2 * p];
      const c3 = cos[3 * p];
      const s3 = sin[3 * p];
      for (const end = x0 + stride; x0 < end; x0++, y0++) {
        const x1 = x0 + quarter;
        const x2 = x1 + quarter;
        const x3 = x2 + quarter;
        const sumEvenRe = xr[x0] + xr[x2];
        const sumEvenIm = xi[x0] + xi[x2];
        const diffEvenRe = xr[x0] - xr[x2];
        const diffEvenIm = xi[x0] - xi[x2];
        const sumOddRe = xr[x1] + xr[x3];
        const sumOddIm = xi[x1] + xi[x3];
        const diffOddRe = xr[x1] - xr[x3];
        const diffOddIm = xi[x1] - xi[x3];
        yr[y0] = sumEvenRe + sumOddRe;
        yi[y0] = sumEvenIm + sumOddIm;
        const re1 = diffEvenRe + diffOddIm;
        const im1 = diffEvenIm - diffOddRe;
        const y1 = y0 + stride;
        yr[y1] = re1 * c1 + im1 * s1;
        yi[y1] = im1 * c1 - re1 * s1;
        const re2 = sumEvenRe - sumOddRe;
        const im2 = sumEvenIm - sumOddIm;
        const y2 = y1 + stride;
        yr[y2] = re2 * c2 + im2 * s2;
        yi[y2] = im2 * c2 - re2 * s2;
        const re3 = diffEvenRe - diffOddIm;
        const im3 = diffEvenIm + diffOddRe;
        const y3 = y2 + stride;
        yr[y3] = re3 * c3 + im3 * s3;
        yi[y3] = im3 * c3 - re3 * s3;
      }
    }
  }
}

function radix2Pass(
  stride: number,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  for (let a = 0, b = stride; a < stride; a++, b++) {
    yr[a] = xr[a] + xr[b];
    yi[a] = xi[a] + xi[b];
    yr[b] = xr[a] - xr[b];
    yi[b] = xi[a] - xi[b];
  }
}

/** One pass of Stockham's FFT in a small odd radix. */
export class OddPass {
  private readonly half: number;
  /** cos and sin of 2π·jk/radix, j and k = 1 … half. */
  private readonly rootCos: Float64Array;
  private readonly rootSin: Float64Array;
  private readonly sumRe: Float64Array;
  private readonly sumIm: Float64Array;
  private readonly diffRe: Float64Array;
  private readonly diffIm: Float64Array;

  constructor(readonly radix: number) {
    const half = (radix - 1) / 2;
    this.half = half;
    const angleOf = (i: number) => (2 * Math.PI * (1 + Math.floor(i / half)) * (1 + (i % half))) / radix;
    this.rootCos = Float64Array.from({ length: half * half }, (_, i) => Math.cos(angleOf(i)));
    this.rootSin = Float64Array.from({ length: half * half }, (_, i) => Math.sin(angleOf(i)));
    this.sumRe = new Float64Array(half);
    this.sumIm = new Float64Array(half);
    this.diffRe = new Float64Array(half);
    this.diffIm = new Float64Array(half);
  }

  /**
   * Splits DFTs of n points, `stride` of them side by side in x, into radix times as many of n/radix points in y.
   * @param cos and sin: of 2πk/size, k < size, size = n·stride.
   */
  run(
    n: number,
    stride: number,
    cos: Float64Array,
    sin: Float64Array,
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
  ): void {
    const { radix, half, rootCos, rootSin, sumRe, sumIm, diffRe, diffIm } = this;
    const part = stride * (n / radix);
    for (let p = 0; p < part; p += stride) {
      for (let q = 0; q < stride; q++) {
        const x = p + q;
        const y = radix * p + q;
        const firstRe = xr[x];
        const firstIm = xi[x];
        let totalRe = firstRe;
        let totalIm = firstIm;
        // Terms j and radix − j turn in opposite senses: their sum takes the cosine, their difference the sine.
        for (let j = 0; j < half; j++) {
          const a = x + (j + 1) * part;
          const b = x + (radix - 1 - j) * part;
          sumRe[j] = xr[a] + xr[b];
          sumIm[j] = xi[a] + xi[b];
          diffRe[j] = xr[a] - xr[b];
          diffIm[j] = xi[a] - xi[b];
          totalRe += sumRe[j];
          totalIm += sumIm[j];
        }
        yr[y] = totalRe;
        yi[y] = totalIm;
        for (let k = 1, root = 0; k <= half; k++) {
          let evenRe = firstRe;
          let evenIm = firstIm;
          let oddRe = 0;
          let oddIm = 0;
          for (let j = 0; j < half; j++, root++) {
            evenRe += sumRe[j] * rootCos[root];
            evenIm += sumIm[j] * rootCos[root];
            oddRe += diffIm[j] * rootSin[root];
            oddIm -= diffRe[j] * rootSin[root];
          }
          turnInto(yr, yi, y + k * stride, evenRe + oddRe, evenIm + oddIm, cos[k * p], sin[k * p]);
          const l = radix - k;
          turnInto(yr, yi, y + l * stride, evenRe - oddRe, evenIm - oddIm, cos[l * p], sin[l * p]);
        }
      }
    }
  }
}

/** (re + i·im)·(c − i·s) to place `at`. */
function turnInto(
  yr: Float64Array,
  yi: Float64Array,
  at: number,
  re: number,
  im: number,
  c: number,
  s: number,
): void {
  yr[at] = re * c + im * s;
  yi[at] = im * c - re * s;
}

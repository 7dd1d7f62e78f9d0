/** `n` rounded up to a length `dot` takes. */
export function roundUpToFour(n: number): number {
  return 4 * Math.ceil(n / 4);
}

/**
 * Σ a[aStart + i]·b[bStart + i] for i = 0 … length − 1. `length` is a multiple of 4.
 * Four sums run in parallel, for a processor waits several cycles for each addition's result.
 */
export function dot(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let i = aStart, j = bStart, end = aStart + length; i < end; i += 4, j += 4) {
    sum0 += a[i] * b[j];
    sum1 += a[i + 1] * b[j + 1];
    sum2 += a[i + 2] * b[j + 2];
    sum3 += a[i + 3] * b[j + 3];
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/**
 * Roots of unity in the order the kernel's FFT reads them: for each radix-4 pass but the last, from the longest transform
 * of n points to the shortest, and for each j < n/4: cos and sin of θ, 2θ and 3θ with θ = 2πj/n.
 * @param size a power of two.
 */
export function radix4Roots(size: number): Float64Array {
  const roots: number[] = [];
  for (let n = size; n > 4; n /= 4) {
    for (let j = 0; j < n / 4; j++) {
      for (const multiple of [1, 2, 3]) {
        const angle = (2 * Math.PI * multiple * j) / n;
        roots.push(Math.cos(angle), Math.sin(angle));
      }
    }
  }
  return Float64Array.from(roots);
}

/**
 * Where the kernel's FFT leaves bin k: k's digits to base 4 in reverse order, with one binary digit where log2(size) is odd.
 * @param size a power of two.
 */
export function fftPosition(size: number, k: number): number {
  let position = 0;
  let rest = k;
  for (let n = size; n > 1; ) {
    const radix = n === 2 ? 2 : 4;
    n /= radix;
    position += (rest % radix) * n;
    rest = Math.floor(rest / radix);
  }
  return position;
}

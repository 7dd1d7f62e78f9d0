const HALF_WIDTH = 4;
export const DELTA_WIDTH = 2 * HALF_WIDTH + 1;

/**
 * Savitzky–Golay derivative weights over k = −4 … 4, as scipy.signal.savgol_coeffs(9, order, deriv=order) has them:
 * the slope of the least-squares line (Σk² = 60), and the curvature of the least-squares parabola (Σ(3k² − 20)² = 2772).
 */
const WEIGHTS = {
  1: Float64Array.from({ length: DELTA_WIDTH }, (_, i) => (i - HALF_WIDTH) / 60),
  2: Float64Array.from({ length: DELTA_WIDTH }, (_, i) => (3 * (i - HALF_WIDTH) ** 2 - 20) / 462),
};

/**
 * librosa.feature.delta(width=9) along time: derivative `order` of the first `columns` columns of `data`
 * (frames × rowLength, row-major), written into its columns from `target` on.
 * Mode 'interp' from 9 frames on: the polynomial of the outermost 9 frames goes on to the edge, and its derivative of
 * the polynomial's own order is constant, so the outermost 4 rows repeat their neighbour. Below that mode 'nearest':
 * the edge frames are repeated outwards.
 */
export function writeDeltas(
  data: Float32Array,
  shape: { frames: number; rowLength: number; columns: number; target: number },
  order: 1 | 2,
): void {
  const { frames, rowLength, columns, target } = shape;
  const weights = WEIGHTS[order];
  const interpolate = frames >= DELTA_WIDTH;
  for (let f = 0; f < frames; f++) {
    const centre = interpolate ? clamp(f, HALF_WIDTH, frames - 1 - HALF_WIDTH) : f;
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let i = 0; i < DELTA_WIDTH; i++) {
        const row = clamp(centre + i - HALF_WIDTH, 0, frames - 1);
        sum += weights[i] * data[row * rowLength + c];
      }
      data[f * rowLength + target + c] = sum;
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

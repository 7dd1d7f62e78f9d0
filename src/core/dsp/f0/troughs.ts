/**
 * Indices of a curve's local minima, ascending, into `troughs`.
 * A minimum lies below the value before it and not above the one after; an end counts where it lies below its neighbour.
 * Source: librosa 0.11, `util.localmin` and its correction of the first value in core/pitch.py.
 * @param curve two values or more.
 * @param troughs room for half the curve's values, rounded up.
 * @returns how many there are.
 */
export function findTroughs(curve: Float64Array, troughs: Uint16Array): number {
  const last = curve.length - 1;
  let count = 0;
  if (curve[0] < curve[1]) troughs[count++] = 0;
  for (let i = 1; i < last; i++) {
    if (curve[i] < curve[i - 1] && curve[i] <= curve[i + 1]) troughs[count++] = i;
  }
  if (curve[last] < curve[last - 1]) troughs[count++] = last;
  return count;
}

/**
 * How far from `index` the parabola through its value and both neighbours has its vertex, within ±1;
 * 0 at the curve's ends and where the vertex is farther away.
 * Source: librosa 0.11, core/pitch.py, `_parabolic_interpolation`.
 */
export function parabolicShift(curve: Float64Array, index: number): number {
  if (index === 0 || index === curve.length - 1) return 0;
  const curvature = curve[index + 1] + curve[index - 1] - 2 * curve[index];
  const slope = (curve[index + 1] - curve[index - 1]) / 2;
  return Math.abs(slope) >= Math.abs(curvature) ? 0 : -slope / curvature;
}

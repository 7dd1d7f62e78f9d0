import type { FeatureMatrix } from '../frontend/matrix.ts';

/** Per coefficient, over all frames of the training clips; plain JSON, saved with every model. */
export interface Scaler {
  mean: number[];
  std: number[];
}

/** Below this share of the mean, what a coefficient varies by is float32 rounding. */
const RELATIVE_ROUNDING = 1e-6;

/**
 * Measures the mean and standard deviation of each coefficient over all frames of all matrices, one matrix at a
 * time, in float64. Deviations are the population's (n, not n − 1), as in scikit-learn's StandardScaler.
 * A coefficient that does not vary gets a deviation of 1, so that it scales to 0 and never to infinity.
 * Sources: Welford 1962, Technometrics 4(3); Chan, Golub & LeVeque 1983, The American Statistician 37(3), eq. 1.5
 * (merging means and sums of squares without cancellation).
 *
 * @param matrices frames × coefficients each, all with the same number of coefficients; fit on training clips only.
 * @throws RangeError when there are no frames, when widths differ, or when a value is not finite.
 */
export function fitScaler(matrices: Iterable<FeatureMatrix>): Scaler {
  let count = 0;
  let mean = new Float64Array(0);
  let squares = new Float64Array(0);
  for (const { frames, coefficients, data } of matrices) {
    if (frames === 0) continue;
    if (count === 0) {
      mean = new Float64Array(coefficients);
      squares = new Float64Array(coefficients);
    } else if (coefficients !== mean.length) {
      throw new RangeError(
        `Matrices of ${mean.length} and of ${coefficients} coefficients have no common scale.`,
      );
    }
    const total = count + frames;
    for (let c = 0; c < coefficients; c++) {
      let sum = 0;
      for (let i = c; i < frames * coefficients; i += coefficients) sum += data[i];
      const ownMean = sum / frames;
      let ownSquares = 0;
      for (let i = c; i < frames * coefficients; i += coefficients) ownSquares += (data[i] - ownMean) ** 2;
      const shift = ownMean - mean[c];
      mean[c] += (shift * frames) / total;
      squares[c] += ownSquares + (shift * shift * count * frames) / total;
    }
    count = total;
  }
  if (count === 0) throw new RangeError('There are no frames to measure a scale on.');
  if (!squares.every(Number.isFinite)) throw new RangeError('A feature is not a finite number.');

  const std = Array.from(squares, (sum, c) => {
    const deviation = Math.sqrt(sum / count);
    return deviation > RELATIVE_ROUNDING * Math.max(1, Math.abs(mean[c])) ? deviation : 1;
  });
  return { mean: Array.from(mean), std };
}

/**
 * Scales every coefficient to mean 0 and deviation 1: (x − mean) / std.
 *
 * @param data frames × coefficients, row-major, of the scaler's width.
 * @param target as long as data; data itself unless told otherwise, which scales in place.
 * @returns target.
 * @throws RangeError when data is no whole number of frames, or target is too short.
 */
export function applyScaler(scaler: Scaler, data: Float32Array, target: Float32Array = data): Float32Array {
  const { mean, std } = scaler;
  const coefficients = mean.length;
  if (data.length % coefficients !== 0 || target.length < data.length) {
    throw new RangeError(
      `${data.length} values do not fit ${coefficients} coefficients and a target of ${target.length}.`,
    );
  }
  for (let row = 0; row < data.length; row += coefficients) {
    for (let c = 0; c < coefficients; c++) target[row + c] = (data[row + c] - mean[c]) / std[c];
  }
  return target;
}

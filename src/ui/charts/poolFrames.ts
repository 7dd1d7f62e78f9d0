import type { FeatureMatrix } from '../../core/frontend/matrix.ts';

/** A matrix with fewer rows, each the mean of several neighbouring frames. */
export interface PooledFrames {
  /** Pooled rows × coefficients. */
  matrix: FeatureMatrix;
  /** Frames in each row; the last row may have fewer. 1 where nothing was pooled. */
  framesPerRow: number;
  /** Centre of the first row, in frames: row r stands at firstFrame + r · framesPerRow. */
  firstFrame: number;
}

/**
 * At most `maxRows` rows (at least 1) of a frames × coefficients matrix, for a picture with no more pixels than that:
 * ten minutes at 10 ms are 60,000 frames. A matrix that fits is given back as it is.
 */
export function poolFrames(matrix: FeatureMatrix, maxRows: number): PooledFrames {
  const { frames, coefficients, data } = matrix;
  const framesPerRow = Math.max(1, Math.ceil(frames / maxRows));
  const firstFrame = (framesPerRow - 1) / 2;
  if (framesPerRow === 1) return { matrix, framesPerRow, firstFrame };

  const rows = Math.ceil(frames / framesPerRow);
  const pooled = new Float32Array(rows * coefficients);
  const sums = new Float64Array(coefficients);
  for (let row = 0; row < rows; row++) {
    const start = row * framesPerRow;
    const end = Math.min(frames, start + framesPerRow);
    sums.fill(0);
    for (let frame = start; frame < end; frame++) {
      for (let k = 0; k < coefficients; k++) sums[k] += data[frame * coefficients + k];
    }
    for (let k = 0; k < coefficients; k++) pooled[row * coefficients + k] = sums[k] / (end - start);
  }
  return { matrix: { ...matrix, frames: rows, data: pooled }, framesPerRow, firstFrame };
}

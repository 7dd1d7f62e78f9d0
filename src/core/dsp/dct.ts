/**
 * The first `outputs` rows of the orthonormal DCT-II over `inputs` values, row-major outputs × inputs:
 * scipy.fft.dct(type=2, norm='ortho') is this matrix times the vector.
 */
export function dctMatrix(outputs: number, inputs: number): Float64Array {
  const matrix = new Float64Array(outputs * inputs);
  for (let k = 0; k < outputs; k++) {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / inputs);
    for (let n = 0; n < inputs; n++) {
      matrix[k * inputs + n] = scale * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * inputs));
    }
  }
  return matrix;
}

/** librosa.feature.mfcc's liftering weights: 1 + (lifter/2)·sin(π(k+1)/lifter); all 1 for lifter 0. */
export function lifterWeights(coefficients: number, lifter: number): Float64Array {
  return Float64Array.from({ length: coefficients }, (_, k) =>
    lifter > 0 ? 1 + (lifter / 2) * Math.sin((Math.PI * (k + 1)) / lifter) : 1,
  );
}

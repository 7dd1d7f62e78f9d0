/** frames × coefficients, row-major: coefficient c of frame f is data[f * coefficients + c]. */
export interface FeatureMatrix {
  frames: number;
  coefficients: number;
  data: Float32Array;
}

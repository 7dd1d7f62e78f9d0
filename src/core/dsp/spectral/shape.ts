/**
 * Measures of one spectrum, as librosa 0.11's spectral_* functions define them per frame. `magnitude` and `power` are
 * |X[k]| and |X[k]|², k = 0 … nFft/2; bin k stands at k·hzPerBin, hzPerBin = sampleRateHz / nFft.
 */

/** float32's smallest normal number: librosa.util.normalize takes a smaller sum for silence. */
const TINY = 2 ** -126;

/** librosa.feature.spectral_centroid: the mean frequency in Hz, weighted by magnitude; 0 in silence. */
export function spectralCentroid(magnitude: Float64Array, hzPerBin: number): number {
  let sum = 0;
  let weighted = 0;
  for (let k = 0; k < magnitude.length; k++) {
    sum += magnitude[k];
    weighted += k * magnitude[k];
  }
  return sum < TINY ? 0 : (hzPerBin * weighted) / sum;
}

/**
 * librosa.feature.spectral_bandwidth(p=2): the standard deviation in Hz of frequency about the centroid, weighted by
 * magnitude; 0 in silence.
 */
export function spectralBandwidth(magnitude: Float64Array, hzPerBin: number, centroidHz: number): number {
  let sum = 0;
  let weighted = 0;
  for (let k = 0; k < magnitude.length; k++) {
    const deviation = k * hzPerBin - centroidHz;
    sum += magnitude[k];
    weighted += magnitude[k] * deviation * deviation;
  }
  return sum < TINY ? 0 : Math.sqrt(weighted / sum);
}

/**
 * librosa.feature.spectral_rolloff(roll_percent=0.85): frequency in Hz of the first bin up to which at least `share` of
 * all magnitude lies; 0 in silence. Summed in float32 as librosa does, for the bin may hang on the rounding.
 */
export function spectralRolloff(magnitude: Float64Array, hzPerBin: number, share = 0.85): number {
  const f32 = Math.fround;
  let total = 0;
  for (let k = 0; k < magnitude.length; k++) total = f32(total + f32(magnitude[k]));
  const threshold = f32(share * total);
  let bin = 0;
  let sum = f32(magnitude[0]);
  while (sum < threshold) sum = f32(sum + f32(magnitude[++bin]));
  return bin * hzPerBin;
}

/**
 * librosa.feature.spectral_flatness(power=2, amin=1e-10): geometric over arithmetic mean of the powers, each counted as
 * `floor` at least; 1 for white noise's expectation and for silence, near 0 for a tone.
 */
export function spectralFlatness(power: Float64Array, floor = 1e-10): number {
  let sum = 0;
  let logSum = 0;
  for (let k = 0; k < power.length; k++) {
    const value = Math.max(floor, power[k]);
    sum += value;
    logSum += Math.log(value);
  }
  return (Math.exp(logSum / power.length) * power.length) / sum;
}

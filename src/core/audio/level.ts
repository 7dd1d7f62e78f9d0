/** Root mean square; 0 for no samples. */
export function rmsOf(signal: Float32Array): number {
  let energy = 0;
  for (let i = 0; i < signal.length; i++) energy += signal[i] * signal[i];
  return signal.length === 0 ? 0 : Math.sqrt(energy / signal.length);
}

/** A copy of the signal times `gain`. */
export function scaleBy(signal: Float32Array, gain: number): Float32Array {
  const scaled = new Float32Array(signal.length);
  for (let i = 0; i < signal.length; i++) scaled[i] = gain * signal[i];
  return scaled;
}

/** A copy of the signal with the root mean square asked for (peaks may pass 1). Silence stays silence. */
export function scaleToRms(signal: Float32Array, rms: number): Float32Array {
  const current = rmsOf(signal);
  return scaleBy(signal, current > 0 ? rms / current : 0);
}

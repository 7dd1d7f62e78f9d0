/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-18 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** A low-pass filter's specification. Frequencies are in cycles per sample, so 0.5 is the Nyquist frequency. */
export interface LowPassSpec {
  /** Up to here the signal passes unchanged. */
  passEdge: number;
  /** From here on it is gone. */
  stopEdge: number;
  attenuationDb: number;
}

/**
 * A Kaiser-windowed sinc as a function of continuous time: its value at any distance from its centre, in samples.
 * `halfWidth` is the distance beyond which it is zero.
 * Source: Kaiser's formulas for β and length (Oppenheim & Schafer, "Discrete-Time Signal Processing", §7.6).
 */
export function kaiserSinc(spec: LowPassSpec): { halfWidth: number; at: (samples: number) => number } {
  const { passEdge, stopEdge, attenuationDb } = spec;
  const beta = 0.1102 * (attenuationDb - 8.7);
  const halfWidth = (attenuationDb - 7.95) / (2.285 * 2 * Math.PI * (stopEdge - passEdge)) / 2;
  const cutoff = (passEdge + stopEdge) / 2;
  const peak = besselI0(beta);
  const at = (samples: number) => {
    const x = samples / halfWidth;
    if (Math.abs(x) >= 1) return 0;
    const angle = 2 * Math.PI * cutoff * samples;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    return (2 * cutoff * sinc * besselI0(beta * Math.sqrt(1 - x * x))) / peak;
  };
  return { halfWidth, at };
}

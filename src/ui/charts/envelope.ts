/** The lowest and highest sample of each stretch of a signal. */
export interface Envelope {
  lows: Float32Array;
  highs: Float32Array;
  /** Samples per stretch; the last one may be shorter. */
  samplesPerPoint: number;
}

/**
 * The min/max envelope of `samples` in at most `maxPoints` equal stretches: no peak is lost however far
 * out one looks. Empty for no samples.
 */
export function envelopeOf(samples: Float32Array, maxPoints: number): Envelope {
  const samplesPerPoint = Math.max(1, Math.ceil(samples.length / maxPoints));
  const points = Math.ceil(samples.length / samplesPerPoint);
  const lows = new Float32Array(points);
  const highs = new Float32Array(points);
  for (let point = 0; point < points; point++) {
    const start = point * samplesPerPoint;
    const end = Math.min(samples.length, start + samplesPerPoint);
    let low = samples[start];
    let high = low;
    for (let index = start + 1; index < end; index++) {
      const sample = samples[index];
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    lows[point] = low;
    highs[point] = high;
  }
  return { lows, highs, samplesPerPoint };
}

/** Mean and standard deviation of repeated measurements. */
export interface Spread {
  mean: number;
  /** Of the sample, n − 1; null for a single value. */
  deviation: number | null;
}

/** @throws RangeError where there are no values */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('There are no values to average.');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

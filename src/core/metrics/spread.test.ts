import { describe, expect, it } from 'vitest';
import { spreadOf } from './spread.ts';

describe('spreadOf', () => {
  it('is NumPy’s mean and std with ddof = 1', () => {
    const { mean, deviation } = spreadOf([52, 58.5, 61, 49.5]);
    expect(mean).toBeCloseTo(55.25, 12);
    expect(deviation).toBeCloseTo(5.39289656, 7);
  });

  it('has no deviation of one value, and nothing of none', () => {
    expect(spreadOf([0.5])).toEqual({ mean: 0.5, deviation: null });
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

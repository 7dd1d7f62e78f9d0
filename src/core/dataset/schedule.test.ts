import { describe, expect, it } from 'vitest';
import { oneCycleRate } from './schedule.ts';

describe('oneCycleRate', () => {
  const rates = Array.from({ length: 101 }, (_, step) => oneCycleRate(step, 101, 0.01));

  it('starts at peak/25, peaks after a fifth, ends at peak/1000', () => {
    expect(rates[0]).toBeCloseTo(0.01 / 25, 12);
    expect(rates[20]).toBeCloseTo(0.01, 12);
    expect(rates[100]).toBeCloseTo(0.01 / 1000, 12);
  });

  it('rises to the peak and falls after it', () => {
    for (let step = 1; step <= 20; step++) expect(rates[step]).toBeGreaterThan(rates[step - 1]);
    for (let step = 21; step <= 100; step++) expect(rates[step]).toBeLessThan(rates[step - 1]);
  });

  it.each([1, 2, 3])('is a rate for a run of %i steps', (steps) => {
    for (let step = 0; step < steps; step++) {
      const rate = oneCycleRate(step, steps, 0.01);
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(0.01);
    }
  });
});

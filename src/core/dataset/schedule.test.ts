import { describe, expect, it } from 'vitest';
import { SCHEDULES } from '../recipe/recipe.ts';
import { learningRateAt } from './schedule.ts';

const settings = { schedule: 'one-cycle', warmUp: 0.2, learningRate: 0.01 } as const;

function ratesOf(steps: number, change: Partial<Parameters<typeof learningRateAt>[2]> = {}): number[] {
  return Array.from({ length: steps }, (_, step) => learningRateAt(step, steps, { ...settings, ...change }));
}

// The numbers of a whole run are tested against PyTorch's in src/learn/golden.
describe('learningRateAt', () => {
  it('one-cycle: starts at peak/25, peaks after the warm-up, ends at peak/1000', () => {
    const rates = ratesOf(101);
    expect(rates[0]).toBeCloseTo(0.01 / 25, 12);
    expect(rates[20]).toBeCloseTo(0.01, 12);
    expect(rates[100]).toBeCloseTo(0.01 / 1000, 12);
    for (let step = 1; step <= 20; step++) expect(rates[step]).toBeGreaterThan(rates[step - 1]);
    for (let step = 21; step <= 100; step++) expect(rates[step]).toBeLessThan(rates[step - 1]);
  });

  it('one-cycle without warm-up starts at the peak', () => {
    const rates = ratesOf(11, { warmUp: 0 });
    expect(rates[0]).toBe(0.01);
    expect(rates[10]).toBeCloseTo(0.01 / 1000, 12);
  });

  it('cosine: linear to the peak, half of it half way down, and 0 just after the end', () => {
    const rates = ratesOf(120, { schedule: 'cosine', warmUp: 1 / 6 });
    expect(rates[0]).toBe(0);
    expect(rates[5]).toBeCloseTo(0.0025, 12);
    expect(rates[20]).toBe(0.01);
    expect(rates[70]).toBeCloseTo(0.005, 12);
    expect(rates[119]).toBeGreaterThan(0);
    expect(rates[119]).toBeLessThan(1e-5);
  });

  it('constant: linear to the peak, and there it stays', () => {
    const rates = ratesOf(40, { schedule: 'constant', warmUp: 0.25 });
    expect(rates.slice(0, 11)).toEqual(Array.from({ length: 11 }, (_, i) => (0.01 * i) / 10));
    expect(new Set(rates.slice(10))).toEqual(new Set([0.01]));
    expect(new Set(ratesOf(40, { schedule: 'constant', warmUp: 0 }))).toEqual(new Set([0.01]));
  });

  it.each(SCHEDULES.flatMap((schedule) => [1, 2, 3, 4].map((steps) => [schedule, steps] as const)))(
    '%s is a rate for a run of %i steps, whatever the warm-up',
    (schedule, steps) => {
      for (const warmUp of [0, 0.1, 0.2, 0.5]) {
        const rates = ratesOf(steps, { schedule, warmUp });
        for (const rate of rates) {
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(0.01);
        }
        // A run that never learns would be no run.
        expect(Math.max(...rates)).toBeGreaterThan(0);
      }
    },
  );
});

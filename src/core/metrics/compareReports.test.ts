import { describe, expect, it } from 'vitest';
import { compareReports } from './compareReports.ts';
import { speaker } from './testing/speaker.ts';

/** Speakers who differ a lot among themselves, each this much better than in the other report. */
const people = (count: number, better = 0, prefix = 'p') =>
  Array.from({ length: count }, (_, p) => speaker(`${prefix}${p}`, 2 + (p % 5) + better)).flat();

describe('compareReports', () => {
  it('pairs speakers: what is hard for both is no difference', () => {
    const { difference, low, high, paired, by } = compareReports(people(10, 3), people(10));
    expect(difference).toBeCloseTo(0.3, 12);
    expect(low).toBeCloseTo(0.3, 12);
    expect(high).toBeCloseTo(0.3, 12);
    expect({ paired, by }).toEqual({ paired: true, by: 'speaker' });
  });

  it('pairs by name, in whatever order they come', () => {
    const reversed = Array.from({ length: 10 }, (_, i) =>
      people(10).filter((c) => c.speaker === `p${9 - i}`),
    );
    const { low, high, paired } = compareReports(people(10, 3), reversed.flat());
    expect(paired).toBe(true);
    expect(low).toBeCloseTo(0.3, 12);
    expect(high).toBeCloseTo(0.3, 12);
  });

  it('draws strangers apart, as wide as the normal approximation says', () => {
    const { difference, low, high, paired } = compareReports(people(200, 3), people(200, 0, 'q'), 4000);
    expect(paired).toBe(false);
    expect(difference).toBeCloseTo(0.3, 12);
    // Speakers' recalls have a variance of 2 / 100 in either report.
    const standardError = Math.sqrt(0.02 / 200 + 0.02 / 200);
    expect(low).toBeCloseTo(0.3 - 1.96 * standardError, 2);
    expect(high).toBeCloseTo(0.3 + 1.96 * standardError, 2);
  });

  it('is of as many speakers as the report has that has fewer', () => {
    expect(compareReports(people(10), people(4)).units).toBe(4);
    expect(compareReports(people(4), people(10)).units).toBe(4);
  });

  it('is not paired where only some speakers are the same', () => {
    expect(compareReports(people(10), people(4)).paired).toBe(false);
    expect(compareReports(people(4), people(10)).paired).toBe(false);
  });

  it('draws clips where speakers are unknown', () => {
    const { by, paired, low, high } = compareReports(speaker(null, 8), people(10));
    expect({ by, paired }).toEqual({ by: 'clip', paired: false });
    expect(low).toBeLessThan(high);
  });

  it('turns its sign with the order, and repeats itself', () => {
    const [a, b] = [people(10, 3), people(10)];
    const there = compareReports(a, b);
    const back = compareReports(b, a);
    expect(back.difference).toBeCloseTo(-there.difference, 12);
    expect(compareReports(a, b)).toEqual(there);
  });

  it('refuses nothing', () => {
    expect(() => compareReports([], people(3))).toThrow(RangeError);
    expect(() => compareReports(people(3), [])).toThrow(RangeError);
  });
});

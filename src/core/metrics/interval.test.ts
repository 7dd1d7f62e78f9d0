import { describe, expect, it } from 'vitest';
import { Random } from '../dataset/random.ts';
import { type JudgedClip, uarInterval } from './interval.ts';
import { evaluate } from './report.ts';
import { tally, uarOfUnits } from './tally.ts';
import { speaker } from './testing/speaker.ts';

function people(count: number): JudgedClip[] {
  return Array.from({ length: count }, (_, p) => speaker(`p${p}`, 3 + (p % 6))).flat();
}

describe('uarInterval', () => {
  it('of two speakers runs from the one to the other', () => {
    // Draws are AA, AB, BA, BB in equal parts, so either extreme has a quarter.
    const interval = uarInterval([...speaker('a', 4), ...speaker('b', 8)], 2, new Random(1));
    expect(interval).toEqual({ low: 0.4, high: 0.8, by: 'speaker', units: 2 });
  });

  it('has no width where all speakers are alike', () => {
    const alike = ['a', 'b', 'c'].flatMap((name) => speaker(name, 7));
    const { low, high } = uarInterval(alike, 2, new Random(1));
    expect([low, high]).toEqual([0.7, 0.7]);
  });

  it('holds the UAR, and narrows with more speakers', () => {
    const widths = [6, 96].map((count) => {
      const clips = people(count);
      const interval = uarInterval(clips, 2, new Random(2));
      const truth = clips.map((clip) => clip.truth);
      const predicted = clips.map((clip) => clip.predicted);
      const { uar } = evaluate(truth, predicted, ['x', 'y']);
      expect(uar).toBeGreaterThanOrEqual(interval.low);
      expect(uar).toBeLessThanOrEqual(interval.high);
      return interval.high - interval.low;
    });
    expect(widths[1]).toBeLessThan(widths[0] / 2);
  });

  it('agrees with the normal approximation over many speakers', () => {
    // All speakers have as many clips of each class, so the UAR is the mean of the speakers' own.
    const { low, high } = uarInterval(people(198), 2, new Random(4), 4000);
    const standardError = Math.sqrt(35 / 12) / 10 / Math.sqrt(198);
    expect(low).toBeCloseTo(0.55 - 1.96 * standardError, 2);
    expect(high).toBeCloseTo(0.55 + 1.96 * standardError, 2);
  });

  it('of folds of one speaker each is as wide as of those speakers in one run', () => {
    // All have the same clips, so both are the mean over speakers; a drawn speaker's weight must not be lost in the fold.
    const together = people(60);
    const apart = together.map((clip) => ({ ...clip, run: Number(clip.speaker!.slice(1)) }));
    const [one, many] = [together, apart].map((clips) => uarInterval(clips, 2, new Random(3)));
    expect(many.low).toBeCloseTo(one.low, 12);
    expect(many.high).toBeCloseTo(one.high, 12);
  });

  it('takes a run of few clips for as much as one of many', () => {
    const few = (name: string) => speaker(name, 2).slice(0, 4);
    const clips = [...['a', 'b'].flatMap((name) => speaker(name, 10)), ...['c', 'd'].flatMap(few)];
    const runs = clips.map((clip) => ({ ...clip, run: Number(clip.speaker! > 'b') }));
    expect(uarOfUnits(tally(runs, 2), [0, 1, 2, 3])).toBeCloseTo((1 + 0.5) / 2, 12);
    // The second run drops out.
    expect(uarOfUnits(tally(runs, 2), [0, 1, 1, 0])).toBe(1);
  });

  it('is the same for the same seed', () => {
    const clips = people(8);
    expect(uarInterval(clips, 2, new Random(6))).toEqual(uarInterval(clips, 2, new Random(6)));
  });

  it('draws clips where speakers are too few or unknown', () => {
    expect(uarInterval(speaker('a', 5), 2, new Random(1))).toMatchObject({ by: 'clip', units: 20 });
    const mixed = [...speaker('a', 5), ...speaker(null, 5), ...speaker('b', 5)];
    const interval = uarInterval(mixed, 2, new Random(1));
    expect(interval).toMatchObject({ by: 'clip', units: 60 });
    expect(interval.high - interval.low).toBeGreaterThan(0.1);
  });

  it('leaves absent classes out, and refuses nothing at all', () => {
    const { low, high } = uarInterval(
      ['a', 'b'].flatMap((name) => speaker(name, 7)),
      5,
      new Random(1),
    );
    expect([low, high]).toEqual([0.7, 0.7]);
    expect(() => uarInterval([], 2, new Random(1))).toThrow(RangeError);
    expect(() => uarInterval(speaker('a', 5), 1, new Random(1))).toThrow(/class 1/);
  });
});

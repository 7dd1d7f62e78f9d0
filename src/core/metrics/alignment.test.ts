import { describe, expect, it } from 'vitest';
import { Random } from '../dataset/random.ts';
import { align, alignBySpeaker, LEVEL_CLIPS, leanOf, showEvenly } from './alignment.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Probabilities with a lean towards the first class. */
function leaning(count: number, lean: number, random: Random): number[][] {
  return Array.from({ length: count }, () => {
    const odds = [lean * random.uniform(), random.uniform(), random.uniform(), random.uniform()];
    return odds.map((odd) => odd / sum(odds));
  });
}

const means = (rows: readonly (readonly number[])[]) =>
  rows[0].map((_, c) => sum(rows.map((row) => row[c])) / rows.length);

describe('the lean', () => {
  it('is none where nothing is known, and adds up to 1', () => {
    for (const share of leanOf([], 4)) expect(share).toBeCloseTo(0.25, 12);
    expect(sum(leanOf(leaning(7, 5, new Random(1)), 4))).toBeCloseTo(1, 12);
  });

  it('leaves the answers to many clips all but level on average, however much they leaned', () => {
    const rows = leaning(400, 8, new Random(6));
    expect(means(rows)[0]).toBeGreaterThan(0.6);
    const lean = leanOf(rows, 4);
    for (const share of means(rows.map((row) => align(row, lean)))) expect(share).toBeCloseTo(0.25, 1);
  });

  it('counts as many clips of no lean with the speaker’s own', () => {
    const sure = Array.from({ length: LEVEL_CLIPS }, () => [1, 0]);
    // Level rows give 1 − lean to the class leant to, sure ones all: 0.5 → 0.75 → 0.75 × 0.625 : 0.25 × 0.375 → …
    const [share] = leanOf(sure, 2);
    const rounds = [0.5];
    for (let i = 0; i < 3; i++) {
      const q = rounds[i];
      const [own, other] = [q * (1 + (1 - q)), (1 - q) * q];
      rounds.push(own / (own + other));
    }
    expect(share).toBeCloseTo(rounds[3], 12);
    expect(share).toBeLessThan(0.95);
  });
});

describe('aligned', () => {
  it('is as before by no lean', () => {
    const [row] = leaning(1, 3, new Random(2));
    align(row, [0.25, 0.25, 0.25, 0.25]).forEach((p, c) => {
      expect(p).toBeCloseTo(row[c], 12);
    });
  });

  it('adds up to 1, and leans less the more clips are known', () => {
    const rows = leaning(200, 6, new Random(3));
    const leans = [0, 10, 200].map((known) => {
      const lean = leanOf(rows.slice(0, known), 4);
      const aligned = rows.map((row) => align(row, lean));
      for (const row of aligned) expect(sum(row)).toBeCloseTo(1, 12);
      return sum(aligned.map(([first]) => first)) / rows.length;
    });
    expect(leans).toEqual([...leans].sort((a, b) => b - a));
    expect(leans[0]).toBeGreaterThan(0.5);
    expect(leans[2]).toBeLessThan(0.33);
  });
});

describe('aligned by speaker', () => {
  it('each has a lean of their own taken out, whoever is unknown none, and the order stays', () => {
    const random = new Random(4);
    const [a, b, unknown] = [leaning(30, 6, random), leaning(30, 0.1, random), leaning(30, 6, random)];
    const mixed = a.flatMap((row, i) => [row, b[i], unknown[i]]);
    const aligned = alignBySpeaker(
      mixed,
      mixed.map((_, i) => ['A', 'B', null][i % 3]),
    );
    a.forEach((row, i) => {
      expect(aligned[3 * i]).toEqual(align(row, leanOf(a, 4)));
      expect(aligned[3 * i + 1]).toEqual(align(b[i], leanOf(b, 4)));
      expect(aligned[3 * i + 2]).toEqual(unknown[i]);
    });
  });

  it('changes no row it was given', () => {
    const rows = leaning(3, 2, new Random(5));
    const before = structuredClone(rows);
    alignBySpeaker(rows, ['A', 'A', 'A']);
    expect(rows).toEqual(before);
  });
});

describe('speakers show all classes evenly', () => {
  const clipsOf = (speaker: string | null, ...counts: number[]) =>
    counts.flatMap((count, label) => Array.from({ length: count }, () => ({ speaker, label })));

  it('where none has a class over three times as often as another', () => {
    const [ravdess, savee] = [clipsOf('A', 4, 8, 8), clipsOf('B', 30, 15, 15)];
    expect(showEvenly([...ravdess, ...savee], 3)).toBe(true);
    expect(showEvenly([...ravdess, ...clipsOf('C', 40, 10, 10)], 3)).toBe(false);
  });

  it('not where one lacks a class, of this corpus or of another', () => {
    expect(showEvenly(clipsOf('A', 4, 8, 8), 4)).toBe(false);
    expect(showEvenly([...clipsOf('A', 4, 4), ...clipsOf('B', 4, 0)], 2)).toBe(false);
  });

  it('whoever is unknown has no say', () => {
    expect(showEvenly([...clipsOf('A', 4, 4), ...clipsOf(null, 9, 0)], 2)).toBe(true);
    expect(showEvenly(clipsOf(null, 4, 4), 2)).toBe(false);
  });
});

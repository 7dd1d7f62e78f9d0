import { describe, expect, it } from 'vitest';
import { effectWords, fewClipsWords, gainsOf, knownWords } from './voiceWords.ts';

const CURVE = [
  { clips: 0, uar: 0.574 },
  { clips: 1, uar: 0.5638 },
  { clips: 5, uar: 0.595 },
  { clips: 15, uar: 0.61 },
  { clips: null, uar: 0.64 },
];

const known = (clips: number) => ({
  clips,
  read: clips,
  from: clips > 0 ? ('this visit' as const) : null,
});

const BEFORE = { clips: 8, read: 0, from: 'an earlier visit' } as const;

describe('what knowing a voice gives', () => {
  it('is told for as many clips as are known, and what more would give', () => {
    expect(effectWords(CURVE, known(1), true)).toBe(
      'With 1 clip, unseen speakers lost 1.0 points on average; with 5, +2.1.',
    );
    expect(effectWords(CURVE, known(4), true)).toBe(
      'With 1 clip, unseen speakers lost 1.0 points on average; with 5, +2.1.',
    );
    expect(effectWords(CURVE, known(7), true)).toBe(
      'With 5 clips, unseen speakers gained 2.1 points on average; with 15, +3.6.',
    );
    expect(effectWords(CURVE, known(20), true)).toBe(
      'With 15 clips, unseen speakers gained 3.6 points on average.',
    );
  });

  it('is told in full before anything is known, and not at all where it was not measured', () => {
    expect(effectWords(CURVE, known(0), true)).toBe(
      'What it gave unseen speakers, in points of UAR: −1.0 with 1 clip, +2.1 with 5 clips and +3.6 with 15 clips.',
    );
    expect(effectWords(null, known(5), true)).toContain('not measured');
    expect(gainsOf([{ clips: 5, uar: 0.6 }])).toEqual([]);
  });

  it('calls what rounds to nothing a gain of nothing', () => {
    const level = [
      { clips: 0, uar: 0.5 },
      { clips: 5, uar: 0.49999 },
    ];
    expect(effectWords(level, known(5), true)).toBe(
      'With 5 clips, unseen speakers gained 0.0 points on average.',
    );
    expect(effectWords(level, known(0), true)).toContain('+0.0 with 5 clips');
  });

  it('says from how many clips a voice is known, and from when', () => {
    expect(knownWords(known(0), true)).toContain('Not known yet');
    expect(knownWords(known(1), true)).toBe('Known from 1 clip');
    expect(knownWords(BEFORE, true)).toBe(
      'Known from 8 clips of an earlier visit, by sound alone: what the model answered to them is not kept',
    );
    expect(knownWords(BEFORE, false)).toBe('Known from 8 clips of an earlier visit');
  });

  it('promises no gain that was measured with aligned answers to a voice known by its sound alone', () => {
    expect(effectWords(CURVE, BEFORE, true)).toContain('by its sound alone was not measured');
    expect(effectWords(CURVE, BEFORE, false)).toContain('gained 2.1 points');
    // Of recordings that were added later nothing is aligned.
    expect(effectWords(CURVE, { ...known(15), read: 5 }, true)).toMatch(/^With 5 clips.*gained 2.1/);
    expect(effectWords(CURVE, { ...known(5), read: 0 }, true)).toContain(
      'by its sound alone was not measured',
    );
  });
});

it('says that an answer by a voice known from few clips is less sure than it looks', () => {
  const words = (voiceClips: number | null, unaligned = false) => fewClipsWords({ voiceClips, unaligned });
  expect(words(0)).toMatch(/less sure than it says.*this is the average voice\.$/);
  expect(words(4)).toMatch(/less sure than it says.*this one from 4\.$/);
  expect(words(5)).toBeNull();
  expect(words(8, true)).toMatch(/less sure than it says.*this one by its sound alone\.$/);
  expect(words(null)).toBeNull();
});

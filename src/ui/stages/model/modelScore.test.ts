import { describe, expect, it } from 'vitest';
import { COMPACT_RECIPE } from '../../../core/recipe/recipe.ts';
import { intervalOf, modelScore, scoreNotes, voiceCurveOf } from './modelScore.ts';

const CURVE = [
  { clips: 0, uar: 0.574 },
  { clips: null, uar: 0.64 },
];

const TEST = {
  uar: 0.5,
  accuracy: 0.52,
  interval: { low: 0.44, high: 0.561, by: 'speaker' },
  usesTestSpeakersClips: false,
  aligned: 'none',
  voiceCurve: null,
};

const CROSS_VALIDATION = {
  protocol: 'published',
  folds: 6,
  seeds: 3,
  uar: { mean: 0.61, deviation: 0.04 },
  accuracy: { mean: 0.6, deviation: 0.05 },
  interval: { low: 0.58, high: 0.64, by: 'speaker' },
  usesTestSpeakersClips: true,
  aligned: 'all',
  voiceCurve: CURVE,
};

const scoreOf = (test: unknown, crossValidation: unknown) =>
  modelScore({ test, crossValidation } as never, COMPACT_RECIPE);

describe('the score of a model', () => {
  it('is that of its test, under the protocol it was split by', () => {
    const score = scoreOf(TEST, null)!;
    expect(score).toMatchObject({ protocol: 'speaker', uar: { mean: 0.5, deviation: null }, over: null });
    expect(intervalOf(score)).toBe('95 % interval by speaker 44.0 to 56.1 %');
    const few = { ...score, interval: { ...score.interval, units: 2 } };
    expect(intervalOf(few)).toBe('95 % interval by speaker 44.0 to 56.1 %, rough: from 2 speakers');
    expect(scoreNotes(score, null)).toEqual([]);
  });

  it('is that of the cross-validation, where there was one', () => {
    const score = scoreOf(TEST, CROSS_VALIDATION)!;
    expect(score).toMatchObject({ protocol: 'published', uar: { mean: 0.61 }, over: '6 folds × 3 seeds' });
    expect(scoreOf(null, { ...CROSS_VALIDATION, seeds: 1 })!.over).toBe('6 folds');
  });

  it('stands beside the chance that the card names', () => {
    const tested = { ...TEST, chance: 0.2 };
    expect(scoreOf(tested, null)!.chance).toBe(0.2);
    expect(scoreOf(tested, CROSS_VALIDATION)!.chance).toBe(0.2);
    expect(scoreOf(null, CROSS_VALIDATION)!.chance).toBeNull();
  });

  it('says what it rests on', () => {
    const notes = scoreNotes(scoreOf(null, CROSS_VALIDATION)!, CURVE).join(' ');
    expect(notes).toContain('speakers that it had never heard');
    expect(notes).toContain('known from their own clips');
    expect(notes).toContain('Of a voice that is not known: 57.4 %.');
  });

  it('is none where nothing was held out', () => {
    expect(scoreOf(null, null)).toBeNull();
  });
});

describe('what knowing a voice gives', () => {
  it('comes from the cross-validation, which heard more speakers, where there was one', () => {
    const test = { voiceCurve: CURVE.slice(0, 2) } as never;
    expect(voiceCurveOf({ test, crossValidation: { voiceCurve: CURVE } as never })).toBe(CURVE);
    expect(voiceCurveOf({ test, crossValidation: { voiceCurve: null } as never })).toHaveLength(2);
    expect(voiceCurveOf({ test: null, crossValidation: null })).toBeNull();
  });
});

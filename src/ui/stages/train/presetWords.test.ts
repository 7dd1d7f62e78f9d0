import { expect, it } from 'vitest';
import { PRESET_OPTIONS, presetHelp, presetName } from './presetWords.ts';

it('offers the default first', () => {
  expect(PRESET_OPTIONS.map(({ value }) => value)).toEqual(['band', 'classic', 'compact']);
  expect(presetName('classic')).toBe('Classic CNN');
});

it('shows a score only where one was measured, and how', () => {
  const scores = { compact: { mean: 0.61, deviation: 0.04 }, band: null, classic: null };
  const help = presetHelp('compact', scores);
  expect(help).toContain('small and quick. UAR 61.0 ± 4.0 % on unseen speakers of RAVDESS (chance 12.5 %');
  expect(help).toMatch(/20 actors, 3 seeds, no validation, last epoch\)\.$/);
  expect(presetHelp('classic', scores)).not.toContain('UAR');
});

import { describe, expect, it } from 'vitest';
import { LIBROSA_FRONT_END } from '../../../core/frontend/config.ts';
import { CLASSIC_RECIPE, COMPACT_RECIPE, type Recipe } from '../../../core/recipe/recipe.ts';
import type { RunRow } from '../../../store/runs.ts';
import { bestValidation, datasetWords, differenceWords, statusWords, testWords } from './runWords.ts';

const withTraining = (changes: Partial<Recipe['training']>): Recipe => ({
  ...COMPACT_RECIPE,
  training: { ...COMPACT_RECIPE.training, ...changes },
});

const epochsOf = (...uars: (number | null)[]) =>
  uars.map((validationUar, index) => ({ epoch: index + 1, validationUar })) as RunRow['epochs'];

describe('a recipe', () => {
  it('is told by what differs from its own network’s preset', () => {
    expect(differenceWords(COMPACT_RECIPE)).toBe('as preset');
    expect(differenceWords(CLASSIC_RECIPE)).toBe('as preset');
    expect(differenceWords(withTraining({ epochs: 61, seed: 2 }))).toBe('61 epochs, seed 2');
    expect(differenceWords({ ...COMPACT_RECIPE, windowS: 2, frontEnd: LIBROSA_FRONT_END })).toBe(
      'window 2 s, librosa front end',
    );
    expect(differenceWords({ ...COMPACT_RECIPE, frontEnd: { ...LIBROSA_FRONT_END, nMels: 60 } })).toBe(
      'own front end',
    );
  });

  it('names the split first, and counts what is too much to name', () => {
    const recipe = withTraining({ mixup: 0, dropout: 0.05, seed: 7, epochs: 61, weightDecay: 0 });
    expect(differenceWords(recipe)).toBe('61 epochs, seed 7, dropout 5 %, no mixup, no weight decay');
    expect(differenceWords({ ...recipe, split: { ...recipe.split, by: 'random' } })).toBe(
      'random split, 61 epochs, seed 7, dropout 5 % and 2 more',
    );
  });
});

describe('a run', () => {
  it('says what became of it', () => {
    const words = (status: RunRow['status'], epochs: number) =>
      statusWords({ status, epochs: epochsOf(...Array(epochs).fill(0.5)) }, null);
    expect(words('unfinished', 12)).toBe('cut off after epoch 12');
    expect(words('unfinished', 0)).toBe('cut off in its first epoch');
    expect(words('stopped', 3)).toBe('stopped after epoch 3');
    expect(words('stopped-early', 20)).toMatch(/^stopped early after epoch 20/);
    expect(words('diverged', 4)).toBe('loss ran away after epoch 4');
    expect(statusWords({ status: 'unfinished', epochs: epochsOf(0.5) }, 'training')).toBe(
      'epoch 2 under way',
    );
  });

  it('has its best validation UAR where there is validation', () => {
    expect(bestValidation({ epochs: epochsOf(0.3, 0.61, null, 0.5) })).toBe(0.61);
    expect(bestValidation({ epochs: epochsOf(null) })).toBeNull();
    expect(bestValidation({ epochs: [] })).toBeNull();
  });

  it('has its dataset and its test in words', () => {
    expect(datasetWords({ corpora: ['RAVDESS', 'TESS'], clips: 1199, speakers: 1 })).toBe(
      'RAVDESS and TESS · 1,199 clips, 1 speaker',
    );
    const interval = { low: 0.54, high: 0.62, by: 'speaker' as const, units: 4 };
    const test = { uar: 0.5812, accuracy: 0.6, interval, clips: 240 };
    expect(testWords({ test, recipe: COMPACT_RECIPE })).toBe('58.1 % ± 4');
    const leaking = { ...COMPACT_RECIPE, split: { ...COMPACT_RECIPE.split, by: 'random' as const } };
    expect(testWords({ test, recipe: leaking })).toBe('58.1 % ± 4, leak');
    expect(testWords({ test: null, recipe: leaking })).toBe('–');
  });
});

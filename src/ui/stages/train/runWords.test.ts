import { describe, expect, it } from 'vitest';
import type { Split } from '../../../core/dataset/split.ts';
import { LIBROSA_FRONT_END } from '../../../core/frontend/config.ts';
import { CLASSIC_RECIPE, COMPACT_RECIPE, type Recipe } from '../../../core/recipe/recipe.ts';
import { IDLE, type Member, type RunState } from '../../../store/run.ts';
import type { RunRow } from '../../../store/runs.ts';
import {
  bestValidation,
  choosesEpoch,
  datasetWords,
  differenceWords,
  foldWords,
  keepWords,
  memberWords,
  runHint,
  statusWords,
  testWords,
} from './runWords.ts';

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

describe('a protocol', () => {
  const withSplit = (split: Partial<Recipe['split']>): Recipe => ({
    ...COMPACT_RECIPE,
    split: { ...COMPACT_RECIPE.split, ...split },
  });

  it('is named with what it looks at, and with nothing else', () => {
    expect(differenceWords(withSplit({ by: 'speaker-folds', folds: 7, testShare: 0.5 }))).toBe(
      '7 speaker folds',
    );
    expect(differenceWords(withSplit({ folds: 7, trainCorpora: ['TESS'] }))).toBe('as preset');
    expect(differenceWords(withSplit({ by: 'text', testShare: 0.5 }))).toBe('unseen sentences, test 50 %');
    expect(differenceWords(withSplit({ by: 'corpus', trainCorpora: ['RAVDESS', 'TESS'] }))).toBe(
      'trained on RAVDESS and TESS',
    );
    expect(differenceWords(withSplit({ by: 'corpus', testShare: 0.3 }))).toBe(
      'each corpus in turn, test 30 %',
    );
    expect(differenceWords(withSplit({ by: 'everyone', validationShare: 0 }))).toBe(
      'nothing held out, no validation',
    );
  });

  it('has the kept epoch and the scale told with it', () => {
    expect(differenceWords({ ...withTraining({ keep: 'last' }), scale: 'speaker' })).toBe(
      'last epoch kept, normalised by speaker',
    );
  });
});

describe('a run', () => {
  it('says what became of it', () => {
    const words = (status: RunRow['status'], epochs: number) =>
      statusWords({ status, epochs: epochsOf(...Array(epochs).fill(0.5)), series: null }, null);
    expect(words('unfinished', 12)).toBe('cut off after epoch 12');
    expect(words('unfinished', 0)).toBe('cut off in its first epoch');
    expect(words('stopped', 3)).toBe('stopped after epoch 3');
    expect(words('stopped-early', 20)).toMatch(/^stopped early after epoch 20/);
    expect(words('diverged', 4)).toBe('loss ran away after epoch 4');
    expect(statusWords({ status: 'unfinished', epochs: epochsOf(0.5), series: null }, 'training')).toBe(
      'epoch 2 under way',
    );
    const series = { id: 's' } as RunRow['series'];
    expect(statusWords({ status: 'unfinished', epochs: [], series }, null)).toBe('not begun');
  });

  it('is named by its fold, or by what else sets it apart in its series', () => {
    const named = (kind: 'seeds' | 'folds' | 'leak', fold: string, recipe: Recipe) =>
      foldWords({ series: { kind, fold: { index: 0, name: fold } } as RunRow['series'], recipe });
    const random = { ...COMPACT_RECIPE, split: { ...COMPACT_RECIPE.split, by: 'random' as const } };
    expect(named('folds', 'Fold 2', COMPACT_RECIPE)).toBe('Fold 2');
    expect(named('seeds', '', withTraining({ seed: 4 }))).toBe('Seed 4');
    expect(named('leak', '', COMPACT_RECIPE)).toBe('Unseen speakers');
    expect(named('leak', '', random)).toBe('Random split (leak)');
  });

  it('tells above its curves what is trained; of a leak check that there are two splits', () => {
    const split = { train: ['a', 'b'], validation: [], test: ['c'] } as unknown as Split;
    const run: RunState = { ...IDLE, recipe: COMPACT_RECIPE, split, backend: 'WebAssembly' };
    expect(runHint(IDLE, false)).toBeUndefined();
    expect(runHint(run, false)).toMatch(
      /unseen speakers · 2 clips to learn from, 1 to test, no validation, so the last epoch is kept · on WebAssembly$/,
    );
    const members = [{ id: 'a' }, { id: 'b' }] as Member[];
    expect(runHint({ ...run, members }, false)).toMatch(/ · unseen speakers · on WebAssembly$/);
    expect(runHint({ ...run, members }, true)).toMatch(
      / · leak check: unseen speakers against a random split · on WebAssembly$/,
    );
  });

  it('says in a word what it does in its series', () => {
    const words = (status: RunRow['status'], epochs: number[], state: Member['state'] | null) =>
      memberWords({ status, epochs: epochsOf(...epochs) }, state);
    expect(words('unfinished', [], 'waiting')).toBe('waiting');
    expect(words('stopped-early', [0.5], 'done')).toBe('stopped early');
    expect(words('unfinished', [0.5], null)).toBe('cut off');
    expect(words('unfinished', [], null)).toBe('not begun');
  });

  it('keeps its best epoch only where something can choose it', () => {
    const split = { validation: ['a'] } as unknown as Split;
    expect(choosesEpoch({ recipe: COMPACT_RECIPE, split })).toBe(true);
    expect(choosesEpoch({ recipe: withTraining({ keep: 'last' }), split })).toBe(false);
    expect(choosesEpoch({ recipe: COMPACT_RECIPE, split: { ...split, validation: [] } })).toBe(false);
  });

  it('that was cut off is offered to be kept as it will be', () => {
    const validated = { recipe: COMPACT_RECIPE, epochs: epochsOf(0.4, 0.3) };
    const blind = { recipe: COMPACT_RECIPE, epochs: epochsOf(null, null) };
    const last = { recipe: withTraining({ keep: 'last' }), epochs: epochsOf(0.4, 0.3) };
    expect(keepWords([validated])).toBe('Keep its best epoch');
    expect(keepWords([blind])).toBe('Keep its last epoch');
    expect(keepWords([last])).toBe('Keep its last epoch');
    // The second has no epoch yet.
    expect(keepWords([validated, { ...validated, epochs: [] }])).toBe('Keep their best epochs');
    expect(keepWords([last, last])).toBe('Keep their last epochs');
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

import { expect, it } from 'vitest';
import { CLASSIC_RECIPE, DEFAULT_RECIPE, type Recipe } from '../../../src/core/recipe/recipe.ts';
import { runOf } from '../../../src/storage/testing/run-fixture.ts';
import { checkBegun } from './begun.ts';
import { accuracyOptions } from './options.ts';

const asked = (more: Record<string, string> = {}) =>
  accuracyOptions({ zip: 'a.zip', json: 'out.json', ...more }).asked;

const row = ({ split = {}, training = {}, scale = 'dataset' as const } = {}) => {
  const { split: ofSplit, training: ofTraining } = DEFAULT_RECIPE;
  const recipe: Recipe = {
    ...DEFAULT_RECIPE,
    scale,
    split: { ...ofSplit, ...split },
    training: { ...ofTraining, ...training },
  };
  return runOf('a', { recipe });
};

it('takes what is as asked, and all that was not asked for', () => {
  checkBegun([row({ training: { epochs: 77 } })], asked());
  checkBegun([row({ split: { validationShare: 0 } })], asked({ validation: '0', keep: 'last' }));
  const seeds = [row({ training: { seed: 4 } }), row({ training: { seed: 5 } })];
  checkBegun(seeds, asked({ seeds: '2', seed: '4' }));
  const random = row({ split: { by: 'random', testShare: 0.25, validationShare: 0.125 } });
  checkBegun([row(), random], asked({ protocol: 'leak', validation: '0.15' }));
  checkBegun([random, row()], asked({ protocol: 'leak', validation: '0.15' }));
  const classic = runOf('a', { recipe: CLASSIC_RECIPE, backend: 'cpu' });
  checkBegun([classic], asked({ recipe: 'classic', backend: 'cpu' }));
  checkBegun([row()], asked({ backend: 'auto' }));
});

it('names all that is not', () => {
  expect(() => checkBegun([row()], asked({ seeds: '2', epochs: '3' }))).toThrow(
    'seeds is 1, not 2; epochs is 80, not 3',
  );
  expect(() => checkBegun([row()], asked({ protocol: 'published' }))).toThrow('not published');
  expect(() => checkBegun([row()], asked({ scale: 'speaker' }))).toThrow('scale is dataset');
  expect(() => checkBegun([row()], asked({ keep: 'last' }))).toThrow('keep is best');
  expect(() => checkBegun([row()], asked({ protocol: 'leak' }))).toThrow('protocol');
  expect(() => checkBegun([row()], asked({ recipe: 'compact' }))).toThrow('recipe is band, not compact');
  const fellBack = [row(), { ...row(), backend: 'cpu' as const }];
  expect(() => checkBegun(fellBack, asked({ backend: 'wasm' }))).toThrow('backend is wasm,cpu, not wasm');
});

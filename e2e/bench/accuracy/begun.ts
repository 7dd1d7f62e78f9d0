/** Whether the page trains what it was asked to: a figure under a wrong name is worse than none. */
import type { RunRow } from '../../../src/storage/run-record.ts';
import type { Asked } from './options.ts';

/** @throws Error naming every setting that is not as asked */
export function checkBegun(rows: readonly RunRow[], asked: Asked): void {
  // Of a leak check the honest half: the other has the shares that whole speakers made of those asked for.
  const { recipe } = rows.find(({ recipe }) => recipe.split.by !== 'random') ?? rows[0];
  const protocols = new Set(rows.map(({ recipe }) => recipe.split.by));
  const seeds = new Set(rows.map(({ recipe }) => recipe.training.seed));
  const backends = new Set(rows.map(({ backend }) => backend));
  const leak = asked.protocol === 'leak';
  const settings: [string, unknown, unknown][] = [
    [
      'protocol',
      leak ? protocols.has('random') && protocols.size === 2 : [...protocols].join(),
      leak || asked.protocol,
    ],
    ['recipe', recipe.architecture, asked.recipe],
    ['seeds', seeds.size, asked.seeds],
    ['first seed', Math.min(...seeds), asked.firstSeed],
    ['scale', recipe.scale, asked.scale],
    ['epochs', recipe.training.epochs, asked.epochs],
    ['validation share', recipe.split.validationShare, asked.validationShare],
    // Without validation nothing can choose.
    ['keep', recipe.split.validationShare === 0 ? 'last' : recipe.training.keep, asked.keep],
    ['folds', recipe.split.folds, asked.folds],
    ['backend', [...backends].join(), asked.backend === 'auto' ? null : asked.backend],
  ];
  const wrong = settings.filter(([, is, wanted]) => wanted !== null && is !== wanted);
  if (wrong.length > 0)
    throw new Error(
      `The page trains something else: ${wrong.map(([name, is, wanted]) => `${name} is ${is}, not ${wanted}`).join('; ')}.`,
    );
}

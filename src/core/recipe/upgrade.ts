import { type SavedFrontEnd, upgradeFrontEnd } from '../frontend/config.ts';
import type { Recipe, TrainingSettings } from './recipe.ts';

/** Settings that the first version of Intone did not have, and what it did. Presets may change; these may not. */
const FIRST_VERSION = {
  schedule: 'one-cycle',
  warmUp: 0.2,
  classWeights: true,
  clipNorm: 0,
  ema: 0,
  patience: 0,
} as const satisfies Partial<TrainingSettings>;

type LaterSetting = keyof typeof FIRST_VERSION;

type SavedTraining = Omit<TrainingSettings, LaterSetting> & Partial<Pick<TrainingSettings, LaterSetting>>;

/** A recipe as this or an earlier version saved it. */
export type SavedRecipe = Omit<Recipe, 'frontEnd' | 'training'> & {
  frontEnd: SavedFrontEnd;
  training: SavedTraining;
};

/**
 * A saved recipe with the settings that came after its version, such that it trains as it did then.
 * It checks nothing: validateRecipe does.
 */
export function upgradeRecipe(saved: SavedRecipe): Recipe {
  const { training } = saved;
  return {
    ...saved,
    frontEnd: upgradeFrontEnd(saved.frontEnd),
    // Named twice, so that settings keep their order and later ones come last.
    training: { ...training, ...FIRST_VERSION, ...training },
  };
}

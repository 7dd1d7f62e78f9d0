/** What each preset scored when it was measured: `npm run bench -- accuracy` gives the numbers. */
import type { Spread } from '../../../core/metrics/spread.ts';
import type { ArchitectureId } from '../../../core/recipe/recipe.ts';

type PresetScores = Record<ArchitectureId, Spread | null>;

/** UAR over folds and seeds; null where it was not measured. */
export const PRESET_SCORES: PresetScores = {
  compact: { mean: 0.506, deviation: 0.049 },
  band: { mean: 0.604, deviation: 0.036 },
  classic: { mean: 0.456, deviation: 0.055 },
};

/** How all of them were measured: not as the page sets a preset up, which validates and keeps the best epoch. */
export const HOW_MEASURED =
  'on unseen speakers of RAVDESS (chance 12.5 %; published folds of 20 actors, 3 seeds, no validation, last epoch)';

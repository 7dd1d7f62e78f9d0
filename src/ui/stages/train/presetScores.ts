/** What each preset scored when it was measured: `npm run bench -- accuracy` gives the numbers. */
import type { ArchitectureId } from '../../../core/recipe/recipe.ts';

/** A sentence for under the preset's name: 'UAR 61 ± 4 % on …, unseen speakers (measured)'; null where nothing was measured. */
export const PRESET_SCORES: readonly { preset: ArchitectureId; text: string | null }[] = [
  { preset: 'compact', text: null },
  {
    preset: 'band',
    text: 'UAR 60.4 ± 3.6 % on unseen speakers of RAVDESS (chance 12.5 %, measured)',
  },
  { preset: 'classic', text: null },
];

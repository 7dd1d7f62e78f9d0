/** The presets to begin from: what each is called, what it is, and what it scored. */
import { ARCHITECTURE_IDS, type ArchitectureId, DEFAULT_RECIPE } from '../../../core/recipe/recipe.ts';
import { spreadWords } from '../../../core/words/report.ts';
import { HOW_MEASURED, PRESET_SCORES } from './presetScores.ts';

const PRESET_WORDS: Record<ArchitectureId, { label: string; help: string }> = {
  compact: {
    label: 'Compact CNN',
    help: 'Batch-normalised convolutions, pooling over all of time, augmentation: small and quick.',
  },
  band: {
    label: 'Band CNN',
    help: 'The default, for new voices. As compact, but each band of coefficients is pooled over time by itself, training clips are heard through other vocal tracts, and two networks are averaged.',
  },
  classic: {
    label: 'Classic CNN',
    help: 'Convolution and pooling blocks, flatten, dense, softmax: the network of most papers, without augmentation.',
  },
};

/** The default first. */
export const PRESET_OPTIONS = [...ARCHITECTURE_IDS]
  .sort((a, b) => Number(b === DEFAULT_RECIPE.architecture) - Number(a === DEFAULT_RECIPE.architecture))
  .map((value) => ({ value, label: PRESET_WORDS[value].label }));

/** 'Compact CNN' */
export function presetName(preset: ArchitectureId): string {
  return PRESET_WORDS[preset].label;
}

/** What it is, and what it scored, and how, where that was measured. */
export function presetHelp(preset: ArchitectureId, scores = PRESET_SCORES): string {
  const { help } = PRESET_WORDS[preset];
  const score = scores[preset];
  return score ? `${help} UAR ${spreadWords(score)} ${HOW_MEASURED}.` : help;
}

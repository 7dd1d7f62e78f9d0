/** Clips kept by an earlier version, as this one has them. */
import type { Clip } from '../core/dataset/clip.ts';

/**
 * What is said, as readers tell it today: of SAVEE it is not known, and JL-Corpus's 10a and 10b are one sentence. As they were,
 * one sentence could be on both sides of a split by text.
 */
export function upgradeClip(clip: Clip): Clip {
  const { corpus, text } = clip;
  if (corpus === 'SAVEE' && text !== null) return { ...clip, text: null };
  const numbered = corpus === 'JL-Corpus' && text?.match(/^(\d+)[ab]$/);
  return numbered ? { ...clip, text: `sentence ${numbered[1]}` } : clip;
}

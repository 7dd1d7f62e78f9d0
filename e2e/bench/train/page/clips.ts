/** Made-up clips of real sizes: what a step costs depends on their shapes, not on what is said. */
import type { LabelledClip } from '../../../../src/core/dataset/clip.ts';
import { EMOTIONS } from '../../../../src/core/dataset/emotions.ts';
import type { Random } from '../../../../src/core/dataset/random.ts';
import type { FeatureMatrix } from '../../../../src/core/frontend/matrix.ts';

/** 1.5 to 3.5 seconds of speech after trimming: RAVDESS's and CREMA-D's range. */
const SHORTEST_FRAMES = 150;
const LONGEST_FRAMES = 350;

export interface MadeUpClip {
  clip: LabelledClip;
  features: FeatureMatrix;
}

/** @param prefix tells these clips from others made so */
export function madeUpClips(
  prefix: string,
  count: number,
  coefficients: number,
  random: Random,
): MadeUpClip[] {
  return Array.from({ length: count }, (_, i) => {
    const frames = SHORTEST_FRAMES + random.below(LONGEST_FRAMES - SHORTEST_FRAMES + 1);
    const data = Float32Array.from({ length: frames * coefficients }, () => random.normal());
    const clip = { clipId: `${prefix}${i}`, emotion: EMOTIONS[i % EMOTIONS.length], speaker: null };
    return { clip, features: { frames, coefficients, data } };
  });
}

import { expect, it } from 'vitest';
import type { Clip } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { COMPACT_RECIPE, type SplitSettings } from '../core/recipe/recipe.ts';
import { leakHalves } from './leakHalves.ts';
import { clipsOf, type PlannedRecipe } from './plan.ts';

const EMOTIONS: Emotion[] = ['happy', 'sad', 'angry', 'neutral'];

/** @param each clips of each emotion, by speaker */
function clipsBy(...each: number[]): Clip[] {
  return each.flatMap((count, speaker) =>
    EMOTIONS.flatMap((emotion) =>
      Array.from(
        { length: count },
        (_, i) =>
          ({ id: `${speaker} ${emotion} ${i}`, corpus: 'Made up', speaker: `${speaker}`, emotion }) as Clip,
      ),
    ),
  );
}

function halvesOf(clips: Clip[], split: Partial<SplitSettings> = {}) {
  return leakHalves(clips, { ...COMPACT_RECIPE, split: { ...COMPACT_RECIPE.split, ...split } });
}

function sizesOf({ plans: [{ train, validation, test }] }: PlannedRecipe) {
  return { train: train.length, validation: validation.length, test: test.length };
}

it('of two speakers both train on one half of the clips, test the other and choose no epoch', () => {
  const [honest, random] = halvesOf(clipsBy(35, 35));
  expect(sizesOf(honest)).toEqual({ train: 140, validation: 0, test: 140 });
  expect(sizesOf(random)).toEqual(sizesOf(honest));
  expect([honest, random].map(({ recipe }) => recipe.split.by)).toEqual(['speaker', 'random']);
});

it.each([
  ['who said as much as each other', clipsBy(5, 5, 5, 5, 5, 5, 5)],
  ['who said more and less', clipsBy(3, 11, 7, 2, 13, 5, 8, 6, 9)],
])('of speakers %s both have as many clips on each side', (_, clips) => {
  const [honest, random] = halvesOf(clips);
  expect(sizesOf(honest).validation).toBeGreaterThan(0);
  expect(sizesOf(random)).toEqual(sizesOf(honest));
});

it('neither half hears a clip of nobody known', () => {
  const clips = clipsBy(5, 5, 5, 5, 5);
  const unknown = clipsBy(4).map((clip) => ({ ...clip, id: `? ${clip.id}`, speaker: null }));
  const [honest, random] = halvesOf([...clips, ...unknown], { validationShare: 0 });
  expect(sizesOf(honest)).toEqual({ train: 80, validation: 0, test: 20 });
  expect(sizesOf(random)).toEqual(sizesOf(honest));
  expect(clipsOf(random.plans[0]).filter(({ speaker }) => speaker === null)).toEqual([]);
});

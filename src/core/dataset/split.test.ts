import { describe, expect, it } from 'vitest';
import { UnsplittableError } from '../errors.ts';
import type { SplitSettings } from '../recipe/recipe.ts';
import { EMOTIONS, type Emotion } from './emotions.ts';
import { Random } from './random.ts';
import { makeSplit, type Split } from './split.ts';
import type { SplitClip } from './split-clip.ts';

const BY_SPEAKER: SplitSettings = { by: 'speaker', testShare: 0.2, validationShare: 0.15 };
const RANDOM: SplitSettings = { ...BY_SPEAKER, by: 'random' };

/** `each` clips of each emotion by each of `people`. */
function clipsOf(
  corpus: string,
  people: Record<string, 'female' | 'male' | null>,
  emotions: readonly Emotion[],
  each: number,
): SplitClip[] {
  return Object.entries(people).flatMap(([person, gender]) =>
    emotions.flatMap((emotion) =>
      Array.from({ length: each }, (_, i) => {
        const speaker = `${corpus} ${person}`;
        return { id: `${speaker} ${emotion} ${i}`, speaker, gender, corpus, emotion };
      }),
    ),
  );
}

function actors(count: number): Record<string, 'female' | 'male'> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [i + 1, i % 2 === 0 ? 'male' : 'female']),
  );
}

const RAVDESS = clipsOf('RAVDESS', actors(20), EMOTIONS, 4);
const TESS = clipsOf('TESS', { OAF: 'female', YAF: 'female' }, ['happy', 'sad', 'angry'], 20);

/** People, clips, corpora, emotions and gaps at random. */
function randomClips(random: Random): SplitClip[] {
  const clips: SplitClip[] = [];
  const people = 2 + random.below(30);
  for (let p = 0; p < people; p++) {
    const corpus = `C${random.below(3)}`;
    const gender = (['female', 'male', null] as const)[random.below(3)];
    const count = 4 + random.below(20);
    for (let i = 0; i < count; i++) {
      const speaker = random.uniform() < 0.1 ? null : `${corpus} ${p}`;
      // Everybody has a happy and a sad clip, so that every side has two emotions.
      const emotion = i === 0 ? 'happy' : i === 1 ? 'sad' : EMOTIONS[random.below(8)];
      // One clip in two tells the gender.
      const told = random.uniform() < 0.5 ? gender : null;
      clips.push({
        id: `${p} ${i}`,
        speaker: i < 2 ? `${corpus} ${p}` : speaker,
        gender: told,
        corpus,
        emotion,
      });
    }
  }
  return clips;
}

function everyId(split: Split): string[] {
  return [...split.train, ...split.validation, ...split.test, ...split.unused].sort();
}

function idsOf(clips: readonly SplitClip[]): string[] {
  return clips.map(({ id }) => id);
}

describe('any split', () => {
  const seeds = Array.from({ length: 60 }, (_, i) => i);

  it.each([BY_SPEAKER, RANDOM])('by $by puts every clip in one place', (settings) => {
    for (const seed of seeds) {
      const clips = randomClips(new Random(seed));
      const split = makeSplit(clips, settings, seed);
      expect(everyId(split)).toEqual(idsOf(clips).sort());
      expect(split.by).toBe(settings.by);
    }
  });

  it.each([BY_SPEAKER, RANDOM])('by $by is the same for the same seed, in any order of clips', (settings) => {
    for (const seed of seeds.slice(0, 20)) {
      const clips = randomClips(new Random(seed));
      const split = makeSplit(clips, settings, seed);
      expect(makeSplit(clips, settings, seed)).toEqual(split);
      const reordered = makeSplit(new Random(seed).shuffle([...clips]), settings, seed);
      for (const side of ['train', 'validation', 'test'] as const) {
        expect([...reordered[side]].sort()).toEqual([...split[side]].sort());
      }
    }
  });

  it.each([BY_SPEAKER, RANDOM])('by $by differs with the seed', (settings) => {
    const tests = new Set(seeds.slice(0, 10).map((seed) => makeSplit(RAVDESS, settings, seed).test.join()));
    expect(tests.size).toBeGreaterThan(5);
  });

  it.each([BY_SPEAKER, RANDOM])('by $by lists ids in the order of the dataset', (settings) => {
    const split = makeSplit(RAVDESS, settings, 3);
    for (const side of [split.train, split.validation, split.test]) {
      expect(side).toEqual(idsOf(RAVDESS).filter((id) => side.includes(id)));
    }
  });
});

describe('a split by speaker', () => {
  it('has nobody on two sides, and somebody on each', () => {
    for (let seed = 0; seed < 60; seed++) {
      const clips = randomClips(new Random(1000 + seed));
      const split = makeSplit(clips, BY_SPEAKER, seed);
      const { trainSpeakers, validationSpeakers, testSpeakers } = split;
      const all = [...trainSpeakers, ...validationSpeakers, ...testSpeakers];
      expect(new Set(all).size).toBe(all.length);
      const speakerOf = new Map(clips.map(({ id, speaker }) => [id, speaker]));
      expect(new Set(split.test.map((id) => speakerOf.get(id)))).toEqual(new Set(testSpeakers));
      expect(new Set(split.train.map((id) => speakerOf.get(id)))).toEqual(new Set(trainSpeakers));

      expect(Math.abs(testSpeakers.length - Math.max(1, all.length * 0.2))).toBeLessThanOrEqual(0.5);
      expect(trainSpeakers.length).toBeGreaterThanOrEqual(1);
      expect(validationSpeakers.length > 0).toBe(all.length >= 3);
      expect(split.unused.every((id) => speakerOf.get(id) === null)).toBe(true);
    }
  });

  it('balances gender, told by any of the clips', () => {
    const clips = RAVDESS.map((clip) => (clip.id.endsWith(' 0') ? { ...clip, gender: null } : clip));
    for (let seed = 0; seed < 30; seed++) {
      const { testSpeakers, validationSpeakers } = makeSplit(clips, BY_SPEAKER, seed);
      const women = (names: string[]) => names.filter((name) => Number(name.split(' ')[1]) % 2 === 0).length;
      expect(testSpeakers).toHaveLength(4);
      expect(women(testSpeakers)).toBe(2);
      expect(validationSpeakers).toHaveLength(3);
      expect([1, 2]).toContain(women(validationSpeakers));
    }
  });

  it('balances corpora', () => {
    const other = clipsOf('Other', actors(10), EMOTIONS, 4);
    for (let seed = 0; seed < 30; seed++) {
      const { testSpeakers } = makeSplit([...RAVDESS, ...other], BY_SPEAKER, seed);
      expect(testSpeakers.filter((name) => name.startsWith('RAVDESS'))).toHaveLength(4);
      expect(testSpeakers.filter((name) => name.startsWith('Other'))).toHaveLength(2);
    }
  });

  it('keeps what only few people express in train, and where it can in test', () => {
    // Ten people; only two of them are ever surprised.
    const most = clipsOf('A', actors(8), ['happy', 'sad'], 2);
    const two = clipsOf('A', { x: 'male', y: 'female' }, ['happy', 'sad', 'surprised'], 2);
    for (let seed = 0; seed < 30; seed++) {
      const { train, test } = makeSplit([...most, ...two], BY_SPEAKER, seed);
      expect(train.some((id) => id.includes('surprised'))).toBe(true);
      expect(test.some((id) => id.includes('surprised'))).toBe(true);
    }
  });

  it('of two speakers has no validation', () => {
    const split = makeSplit(TESS, BY_SPEAKER, 1);
    expect([split.trainSpeakers.length, split.validation.length, split.testSpeakers.length]).toEqual([
      1, 0, 1,
    ]);
  });

  it('of three speakers has one on each side', () => {
    const clips = clipsOf('A', { a: null, b: null, c: null }, ['happy', 'sad'], 3);
    const split = makeSplit(clips, BY_SPEAKER, 1);
    const sizes = [split.trainSpeakers, split.validationSpeakers, split.testSpeakers].map((s) => s.length);
    expect(sizes).toEqual([1, 1, 1]);
  });

  it('has no validation where none is asked for', () => {
    expect(makeSplit(RAVDESS, { ...BY_SPEAKER, validationShare: 0 }, 1).validation).toEqual([]);
  });

  it('leaves clips of unknown speakers unused', () => {
    const unknown: SplitClip = {
      id: 'who',
      speaker: null,
      gender: null,
      corpus: 'Folders',
      emotion: 'happy',
    };
    const split = makeSplit([unknown, ...TESS], BY_SPEAKER, 1);
    expect(split.unused).toEqual(['who']);
  });
});

describe('a random split', () => {
  it('takes its share of every emotion', () => {
    for (let seed = 0; seed < 60; seed++) {
      const clips = randomClips(new Random(2000 + seed));
      const split = makeSplit(clips, RANDOM, seed);
      const emotionOf = new Map(clips.map(({ id, emotion }) => [id, emotion]));
      const count = (ids: string[], emotion: Emotion) =>
        ids.filter((id) => emotionOf.get(id) === emotion).length;
      for (const emotion of EMOTIONS) {
        const all = count(idsOf(clips), emotion);
        if (all < 4) continue;
        expect(Math.abs(count(split.test, emotion) - 0.2 * all)).toBeLessThanOrEqual(1);
        expect(Math.abs(count(split.validation, emotion) - 0.15 * all)).toBeLessThanOrEqual(1);
        expect(count(split.train, emotion)).toBeGreaterThanOrEqual(1);
      }
      expect(split.unused).toEqual([]);
    }
  });

  it('takes its share of the whole even where every emotion has too little for one clip', () => {
    const pairs = clipsOf('A', { a: null }, EMOTIONS, 2);
    for (let seed = 0; seed < 10; seed++) expect(makeSplit(pairs, RANDOM, seed).test).toHaveLength(3);
  });

  it('keeps one clip of every emotion to train on', () => {
    const settings = { ...RANDOM, testShare: 0.6 };
    const clips = [
      ...clipsOf('A', { a: null }, ['calm'], 1),
      ...clipsOf('A', { b: null }, ['happy', 'sad'], 9),
    ];
    for (let seed = 0; seed < 10; seed++)
      expect(makeSplit(clips, settings, seed).train).toContain('A a calm 0');
  });

  it('says which speakers are on which side, on several here', () => {
    const { trainSpeakers, testSpeakers } = makeSplit(TESS, RANDOM, 1);
    expect(trainSpeakers).toEqual(['TESS OAF', 'TESS YAF']);
    expect(testSpeakers).toEqual(['TESS OAF', 'TESS YAF']);
  });
});

describe('what cannot be split', () => {
  const strangers = TESS.map((clip) => ({ ...clip, speaker: null }));
  const oneEmotionEach = [
    ...clipsOf('A', { a: null }, ['happy'], 5),
    ...clipsOf('A', { b: null }, ['sad'], 5),
  ];
  it.each([
    ['no clips', [], BY_SPEAKER, /no clips/],
    ['one emotion', clipsOf('A', actors(5), ['happy'], 3), BY_SPEAKER, /only one emotion, happy/],
    ['one speaker', clipsOf('A', { a: null }, ['happy', 'sad'], 9), BY_SPEAKER, /one speaker, A a/],
    ['unknown speakers', strangers, BY_SPEAKER, /who speaks/],
    ['an emotion to each speaker', oneEmotionEach, BY_SPEAKER, /train on holds only one emotion/],
    ['two clips', clipsOf('A', { a: null }, ['happy', 'sad'], 1), RANDOM, /too few/],
    ['no test', TESS, { ...RANDOM, testShare: 0 }, /share of 0/],
    ['no train', TESS, { ...BY_SPEAKER, testShare: 0.6, validationShare: 0.4 }, /share of 0.6/],
    ['shares that are no numbers', TESS, { ...RANDOM, validationShare: Number.NaN }, /NaN/],
  ])('%s', (_, clips, settings, message) => {
    expect(() => makeSplit(clips, settings, 1)).toThrow(UnsplittableError);
    expect(() => makeSplit(clips, settings, 1)).toThrow(message);
  });
});

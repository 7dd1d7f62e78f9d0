import { UnsplittableError } from '../errors.ts';
import type { SplitSettings } from '../recipe/recipe.ts';
import { Random } from './random.ts';
import type { Side, SplitClip } from './split-clip.ts';
import { assignRandomly } from './split-random.ts';
import { assignBySpeaker } from './split-speaker.ts';

/** Which clips train, validate and test: ids, and speakers, in the dataset's order. */
export interface Split {
  by: SplitSettings['by'];
  train: string[];
  /** Empty where a share of 0 was asked for, or where speakers (under three) or clips do not suffice. */
  validation: string[];
  test: string[];
  /** Clips whose speaker is unknown, left out of a split by speaker: the same person might be on two sides. */
  unused: string[];
  /** Disjoint when split by speaker; when random, a speaker is usually on every side. */
  trainSpeakers: string[];
  validationSpeakers: string[];
  testSpeakers: string[];
}

/**
 * Divides clips into train, validation and test.
 *
 * By speaker: nobody is on two sides. Shares are of speakers; each corpus and gender gets its share as nearly as
 * whole speakers allow. Train and test get at least one speaker each, and validation too from three speakers on;
 * with two there is no validation, since taking it from the speaker who trains would break the rule.
 * Random: shares are of each emotion's clips, regardless of speaker.
 *
 * The same clips, settings and seed give the same sides, in whatever order the clips come.
 *
 * @throws UnsplittableError when no such split exists: too few clips, emotions or speakers, or impossible shares.
 */
export function makeSplit(clips: readonly SplitClip[], settings: SplitSettings, seed: number): Split {
  checkShares(settings);
  const bySpeaker = settings.by === 'speaker';
  const usable = bySpeaker ? clips.filter((clip) => clip.speaker !== null) : clips;
  if (clips.length > 0 && usable.length === 0) {
    throw new UnsplittableError(
      'No clip tells who speaks, so the dataset cannot be split by speaker.',
      'Put the clips of each speaker in a folder of their own, or choose the random split knowing that it flatters the result.',
    );
  }
  checkEmotions(usable, 'The dataset');

  const random = new Random(seed).fork(`split by ${settings.by}`);
  const sideOf = bySpeaker
    ? assignBySpeaker(usable, settings, random)
    : assignRandomly(usable, settings, random);
  const on = (side: Side) => usable.filter((clip) => sideOf.get(clip.id) === side);
  const sides = { train: on('train'), validation: on('validation'), test: on('test') };
  if (sides.test.length === 0) {
    throw new UnsplittableError(
      `${usable.length} clips are too few to keep one for the test.`,
      'Add more clips of each emotion.',
    );
  }
  checkEmotions(sides.train, 'The part to train on');

  return {
    by: settings.by,
    train: idsOf(sides.train),
    validation: idsOf(sides.validation),
    test: idsOf(sides.test),
    unused: idsOf(clips.filter((clip) => !sideOf.has(clip.id))),
    trainSpeakers: speakersOf(sides.train),
    validationSpeakers: speakersOf(sides.validation),
    testSpeakers: speakersOf(sides.test),
  };
}

function checkShares({ testShare, validationShare }: SplitSettings): void {
  // Written so that NaN fails too.
  if (testShare > 0 && validationShare >= 0 && testShare + validationShare < 1) return;
  throw new UnsplittableError(
    `A test share of ${testShare} and a validation share of ${validationShare} leave no room for all parts.`,
    'Choose a test share above 0, and shares that add up to less than 1.',
  );
}

function checkEmotions(clips: readonly SplitClip[], what: string): void {
  const emotions = new Set(clips.map((clip) => clip.emotion));
  if (emotions.size >= 2) return;
  const held = emotions.size === 0 ? 'no clips' : `only one emotion, ${[...emotions][0]}`;
  throw new UnsplittableError(
    `${what} holds ${held}: there is nothing to tell apart.`,
    'Add clips of at least two emotions, spoken by each of several people.',
  );
}

function idsOf(clips: readonly SplitClip[]): string[] {
  return clips.map((clip) => clip.id);
}

function speakersOf(clips: readonly SplitClip[]): string[] {
  return [...new Set(clips.flatMap((clip) => clip.speaker ?? []))];
}

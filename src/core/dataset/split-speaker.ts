import { UnsplittableError } from '../errors.ts';
import type { SplitSettings } from '../recipe/recipe.ts';
import type { Gender } from './clip.ts';
import type { Emotion } from './emotions.ts';
import type { Random } from './random.ts';
import type { Side, SplitClip } from './split-clip.ts';

/** How many draws compete. All are equally balanced; they differ in which emotions end up on which side. */
const DRAWS = 32;

interface Speaker {
  name: string;
  corpus: string;
  gender: Gender | null;
  emotions: Set<Emotion>;
}

type Division = Record<Side, Speaker[]>;

/**
 * Draws whole speakers for test and validation, balanced by corpus and gender. Of several draws the first is kept
 * that lacks the fewest emotions on any side, so that a class is neither tested untrained nor trained untested
 * where that can be helped.
 *
 * @param clips each with a speaker.
 * @returns each clip's side, by id.
 * @throws UnsplittableError when there is only one speaker.
 */
export function assignBySpeaker(
  clips: readonly SplitClip[],
  settings: SplitSettings,
  random: Random,
): Map<string, Side> {
  const speakers = speakersIn(clips);
  if (speakers.length < 2) {
    throw new UnsplittableError(
      `All clips are by one speaker, ${speakers[0].name}: nobody is left to test on.`,
      'Add a corpus or another speaker, or choose the random split knowing that it flatters the result.',
    );
  }

  let best = divide(speakers, settings, random);
  let fewest = missingEmotions(best, speakers);
  for (let draw = 1; draw < DRAWS && fewest > 0; draw++) {
    const rival = divide(speakers, settings, random);
    const missing = missingEmotions(rival, speakers);
    if (missing < fewest) [best, fewest] = [rival, missing];
  }

  const sideOfSpeaker = new Map<string, Side>();
  for (const side of ['train', 'validation', 'test'] as const) {
    for (const speaker of best[side]) sideOfSpeaker.set(speaker.name, side);
  }
  return new Map(clips.map((clip) => [clip.id, sideOfSpeaker.get(clip.speaker ?? '') as Side]));
}

/** Read in the order of ids (by code unit, alike in every locale): the order in which clips were added changes nothing. */
function speakersIn(clips: readonly SplitClip[]): Speaker[] {
  const ordered = [...clips].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byName = new Map<string, Speaker>();
  for (const { speaker: name, corpus, gender, emotion } of ordered) {
    if (name === null) continue;
    const speaker = byName.get(name) ?? { name, corpus, gender, emotions: new Set() };
    byName.set(name, speaker);
    speaker.gender ??= gender;
    speaker.emotions.add(emotion);
  }
  return [...byName.values()];
}

/** What must be represented on every side: the corpus, the gender, and the gender within the corpus. */
function groupsOf({ corpus, gender }: Speaker): string[] {
  return [corpus, `${gender}`, `${corpus} ${gender}`];
}

function divide(speakers: Speaker[], settings: SplitSettings, random: Random): Division {
  const n = speakers.length;
  const wanted = (share: number) => Math.max(1, Math.round(n * share));
  const testSize = Math.min(wanted(settings.testShare), n - 1);
  const left = n - 1 - testSize;
  const validationSize =
    settings.validationShare === 0 ? 0 : Math.min(wanted(settings.validationShare), left);

  const [test, others] = drawBalanced(speakers, testSize, random);
  const [validation, train] = drawBalanced(others, validationSize, random);
  return { train, validation, test };
}

/**
 * Draws `size` speakers so that every corpus, every gender and every gender within a corpus is represented
 * as in the whole: one after another, each time from the stratum whose groups are furthest below their shares.
 *
 * @returns the drawn and the rest.
 */
function drawBalanced(speakers: Speaker[], size: number, random: Random): [Speaker[], Speaker[]] {
  const deficit = new Map<string, number>();
  for (const group of speakers.flatMap(groupsOf)) {
    deficit.set(group, (deficit.get(group) ?? 0) + size / speakers.length);
  }
  const needOf = (speaker: Speaker) =>
    groupsOf(speaker).reduce((sum, group) => sum + (deficit.get(group) ?? 0), 0);

  // Shuffled, so that strata in equal need come in random order, and a stratum's last is a random one of it.
  const strata = new Map<string, Speaker[]>();
  for (const speaker of random.shuffle([...speakers])) {
    const stratum = groupsOf(speaker).join();
    const members = strata.get(stratum);
    if (members === undefined) strata.set(stratum, [speaker]);
    else members.push(speaker);
  }

  const drawn: Speaker[] = [];
  while (drawn.length < size) {
    let neediest: Speaker[] = [];
    let greatest = Number.NEGATIVE_INFINITY;
    for (const members of strata.values()) {
      if (members.length === 0) continue;
      const need = needOf(members[0]);
      // A hair's margin: equal needs may differ by rounding.
      if (need > greatest + 1e-9) [neediest, greatest] = [members, need];
    }
    const speaker = neediest.pop();
    if (speaker === undefined) break;
    drawn.push(speaker);
    for (const group of groupsOf(speaker)) deficit.set(group, (deficit.get(group) ?? 0) - 1);
  }
  return [drawn, [...strata.values()].flat()];
}

/**
 * How many of the dataset's emotions the sides lack, weighted: one that train lacks is never learnt,
 * one that test lacks is never judged, one that validation lacks only steers a little worse.
 */
function missingEmotions(division: Division, speakers: Speaker[]): number {
  const emotionsOf = (side: Speaker[]) => new Set(side.flatMap((speaker) => [...speaker.emotions])).size;
  const all = emotionsOf(speakers);
  const lacking = (side: Speaker[]) => (side.length === 0 ? 0 : all - emotionsOf(side));
  return 4 * lacking(division.train) + 2 * lacking(division.test) + lacking(division.validation);
}

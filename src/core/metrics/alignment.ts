/**
 * Distribution alignment: a network that has not heard a speaker leans to some emotions whatever that speaker feels, as
 * their everyday voice is like another's sad one. What it answers to their clips on average shows the lean, and dividing by
 * that takes it out. No label of theirs is used, but it is taken for granted that they show all emotions about equally often:
 * see showEvenly.
 * Source: Berthelot et al. 2020, "ReMixMatch", section 3.1, there for a whole dataset and with the training labels' shares
 * in place of equal ones: a score that counts all classes alike is the higher for equal ones.
 */
import { indicesBySpeaker } from '../dataset/by-speaker.ts';

/** As many clips without any lean are counted with a speaker's own, so that a few, or some of one mood, change little. */
export const LEVEL_CLIPS = 10;

/** A class this many times as frequent as another still counts as about as frequent: corpora have neutral half or twice as often. */
const EVEN = 3;

/**
 * Whether speakers show all classes about equally often, as alignment takes for granted, of new ones too. Unknown speakers
 * tell nothing; false where nobody is known.
 * @param clips class of each, an index below `classes`, and who speaks
 */
export function showEvenly(
  clips: readonly { label: number; speaker: string | null }[],
  classes: number,
): boolean {
  const groups = [...indicesBySpeaker(clips.map(({ speaker }) => speaker))];
  const known = groups.filter(([speaker]) => speaker !== null);
  return (
    known.length > 0 &&
    known.every(([, own]) => {
      const counts = new Array<number>(classes).fill(0);
      for (const i of own) counts[clips[i].label]++;
      return Math.max(...counts) <= EVEN * Math.min(...counts);
    })
  );
}

/**
 * A model's mean answer to clips of one speaker, drawn towards all classes alike: what `align` divides by.
 * @param rows probabilities of each clip; all classes alike where there are none
 */
export function meanAnswer(rows: readonly (readonly number[])[], classes: number): number[] {
  const clips = rows.length + LEVEL_CLIPS;
  return Array.from({ length: classes }, (_, c) =>
    rows.reduce((sum, row) => sum + row[c] / clips, LEVEL_CLIPS / classes / clips),
  );
}

/** Probabilities with the lean taken out; they add up to 1 again. @param mean as from `meanAnswer`: all above 0 */
export function align(row: readonly number[], mean: readonly number[]): number[] {
  const level = row.map((p, c) => p / mean[c]);
  const total = level.reduce((sum, p) => sum + p, 0);
  return level.map((p) => p / total);
}

/**
 * Each row aligned by all rows of its speaker; rows of unknown speakers as they are. In the order given.
 * @param speakers of each row, null where unknown
 */
export function alignBySpeaker(
  rows: readonly (readonly number[])[],
  speakers: readonly (string | null)[],
): number[][] {
  const aligned = rows.map((row) => [...row]);
  for (const [speaker, own] of indicesBySpeaker(speakers)) {
    if (speaker === null) continue;
    const mean = meanAnswer(
      own.map((i) => rows[i]),
      rows[own[0]].length,
    );
    for (const i of own) aligned[i] = align(rows[i], mean);
  }
  return aligned;
}

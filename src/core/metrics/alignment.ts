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

/** More follow a few clips of one mood too far, and gain nothing with many (docs/recipe.md). */
export const ROUNDS = 3;

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
 * What a model leans to with one speaker: what `align` divides by so that what it answers to their clips, level ones among
 * them, comes out nearly level on average. Rounds of Sinkhorn's algorithm (Sinkhorn & Knopp 1967, Pacific J. Math. 21(2)):
 * the first alone is ReMixMatch's.
 * @param rows probabilities of each clip; where there are none, no lean
 * @returns a share of each class, all above 0; they add up to 1
 */
export function leanOf(rows: readonly (readonly number[])[], classes: number): number[] {
  const level = new Array<number>(classes).fill(1 / classes);
  const clips = [...rows, ...new Array<number[]>(LEVEL_CLIPS).fill(level)];
  let lean = level;
  for (let round = 0; round < ROUNDS; round++) {
    const aligned = clips.map((row) => align(row, lean));
    const grown = lean.map((share, c) => share * aligned.reduce((sum, row) => sum + row[c], 0));
    const total = grown.reduce((sum, share) => sum + share, 0);
    lean = grown.map((share) => share / total);
  }
  return lean;
}

/** Probabilities with the lean taken out; they add up to 1 again. @param lean as from `leanOf`: all above 0 */
export function align(row: readonly number[], lean: readonly number[]): number[] {
  const level = row.map((p, c) => p / lean[c]);
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
    const lean = leanOf(
      own.map((i) => rows[i]),
      rows[own[0]].length,
    );
    for (const i of own) aligned[i] = align(rows[i], lean);
  }
  return aligned;
}

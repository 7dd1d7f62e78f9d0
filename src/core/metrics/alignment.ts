/**
 * Distribution alignment: a network that has not heard a speaker leans to some emotions whatever that speaker feels, as
 * their everyday voice is like another's sad one. What it answers to their clips on average shows the lean, and dividing by
 * that takes it out. No label is used, but it is taken for granted that these clips show all emotions about equally often.
 * Source: Berthelot et al. 2020, "ReMixMatch", section 3.1 (there for a whole dataset), without its running average.
 */
import { indicesBySpeaker } from '../dataset/by-speaker.ts';

/**
 * As many clips without any lean are counted with a speaker's own, so that a few, or many of one mood, change little:
 * on RAVDESS with ten calm and neutral clips known nothing was lost, with all clips half a point (see docs/recipe.md).
 */
export const LEVEL_CLIPS = 10;

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

import type { Random } from '../dataset/random.ts';

/** One judged clip: true and predicted class, 0 … classes − 1. */
export interface JudgedClip {
  truth: number;
  predicted: number;
  speaker: string | null;
}

export interface Interval {
  low: number;
  high: number;
  /** What was drawn anew: whole speakers, or clips where the speakers are too few or unknown. */
  by: 'speaker' | 'clip';
  /** How many speakers (or clips) there were to draw from; with few, take the interval as a rough one. */
  units: number;
}

/**
 * The 95 % interval of the UAR: how far it would move with other speakers of the same kind.
 * Percentile bootstrap over speakers: clips of one person stand or fall together, and drawing single clips would
 * promise too much. By clip only where fewer than two speakers are known or some clip's speaker is not.
 * Sources: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", ch. 13; Field & Welsh 2007, J. R. Statist.
 * Soc. B 69(3) (bootstrap of clusters); percentiles interpolated linearly, as NumPy's.
 *
 * @param clips at least one.
 * @throws RangeError when there are no clips or a true class is out of range.
 */
export function uarInterval(
  clips: readonly JudgedClip[],
  classes: number,
  random: Random,
  draws = 1000,
): Interval {
  if (clips.length === 0) throw new RangeError('There are no clips to judge.');
  const speakers = [...new Set(clips.map((clip) => clip.speaker))];
  const by = speakers.length >= 2 && !speakers.includes(null) ? 'speaker' : 'clip';
  const units = by === 'speaker' ? speakers.length : clips.length;
  const unitOfSpeaker = new Map(speakers.map((speaker, unit) => [speaker, unit]));

  // A row per unit: its clips of each class, then its recognised clips of each class.
  const tallies = new Int32Array(units * 2 * classes);
  clips.forEach(({ truth, predicted, speaker }, i) => {
    if (!(Number.isInteger(truth) && truth >= 0 && truth < classes)) {
      throw new RangeError(`Clip ${i} is of class ${truth}, of only ${classes}.`);
    }
    const row = (by === 'speaker' ? (unitOfSpeaker.get(speaker) ?? 0) : i) * 2 * classes;
    tallies[row + truth]++;
    if (predicted === truth) tallies[row + classes + truth]++;
  });

  const sums = new Int32Array(2 * classes);
  const uars = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    sums.fill(0);
    for (let i = 0; i < units; i++) {
      const row = random.below(units) * sums.length;
      for (let k = 0; k < sums.length; k++) sums[k] += tallies[row + k];
    }
    uars[draw] = uarOf(sums, classes);
  }
  uars.sort();
  return { low: percentile(uars, 0.025), high: percentile(uars, 0.975), by, units };
}

/** The mean recall of the classes that occur in a row of tallies. */
function uarOf(row: Int32Array, classes: number): number {
  let recalls = 0;
  let present = 0;
  for (let k = 0; k < classes; k++) {
    if (row[k] === 0) continue;
    recalls += row[classes + k] / row[k];
    present++;
  }
  return recalls / present;
}

function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

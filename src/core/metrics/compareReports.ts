import { Random } from '../dataset/random.ts';
import { type JudgedClip, middle95, type Tallies, tally, uarOfUnits } from './tally.ts';

/** How far apart two UARs are. */
export interface UarDifference {
  /** First less second, each the mean of its runs'; −1…1. */
  difference: number;
  /** 95 % bootstrap interval of the difference. */
  low: number;
  high: number;
  /** Whether both were judged on the same speakers, who were then drawn for both at once. */
  paired: boolean;
  /** What was drawn anew: 'clip' where speakers are too few or unknown in either. */
  by: 'speaker' | 'clip';
  /** Of how many, in the report that has fewer. */
  units: number;
}

/**
 * The difference of two UARs, each the mean of its runs', and its 95 % interval, by bootstrap over speakers. On the same speakers it is paired:
 * what makes a speaker hard for both does not count as a difference; else each is drawn from its own. The same clips give the
 * same interval. Source: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", ch. 8 and 13.
 *
 * @param first what makeReport judged, or a part of it; `second` likewise. Their labels may differ.
 * @throws RangeError where either has no clips
 */
export function compareReports(
  first: readonly JudgedClip[],
  second: readonly JudgedClip[],
  draws = 1000,
): UarDifference {
  const a = tally(first, classesOf(first));
  const b = tally(second, classesOf(second));
  const by = a.by === 'speaker' && b.by === 'speaker' ? 'speaker' : 'clip';
  const places = new Map(b.names.map((name, unit) => [name, unit]));
  const paired = by === 'speaker' && a.names.length === places.size && a.names.every((n) => places.has(n));

  const random = new Random(1);
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const ofA = drawUnits(a, random);
    const ofB = paired ? ofA.map((unit) => places.get(a.names[unit])!) : drawUnits(b, random);
    differences[draw] = uarOfUnits(a, ofA) - uarOfUnits(b, ofB);
  }
  const difference = uarOfUnits(a, a.names.keys()) - uarOfUnits(b, b.names.keys());
  const units = Math.min(a.names.length, b.names.length);
  return { difference, ...middle95(differences), paired, by, units };
}

function drawUnits({ names }: Tallies, random: Random): Int32Array {
  return Int32Array.from(names, () => random.below(names.length));
}

/** Classes that no clip is of change nothing. */
function classesOf(clips: readonly JudgedClip[]): number {
  return clips.reduce((highest, { truth }) => Math.max(highest, truth), 0) + 1;
}

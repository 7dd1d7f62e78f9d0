/** What a report's figures are of, and what they lack, in words; the same on the page and in what is taken away. */
import type { AccuracyReport, Aligned, RunScore } from '../metrics/accuracyReport.ts';
import { FEW_SPEAKERS } from '../metrics/interval.ts';
import type { Spread } from '../metrics/spread.ts';
import { formatCounted, formatPercent } from './numbers.ts';

/** '61.3 ± 4.0 %': mean and standard deviation; of a single value '61.3 %'. */
export function spreadWords({ mean, deviation }: Spread): string {
  if (deviation === null) return formatPercent(mean, 1);
  return `${(100 * mean).toFixed(1)} ± ${formatPercent(deviation, 1)}`;
}

export interface FoldsAndSeeds {
  folds: number;
  seeds: number;
}

/** How many folds and seeds runs are of; a fold is known by its name or its number. */
export function foldsAndSeeds(runs: readonly { fold: string | number; seed: number }[]): FoldsAndSeeds {
  return {
    folds: new Set(runs.map(({ fold }) => fold)).size,
    seeds: new Set(runs.map(({ seed }) => seed)).size,
  };
}

/** '6 folds × 3 seeds', '6 folds', '3 seeds'; 'one run'. */
export function timesWords({ folds, seeds }: FoldsAndSeeds): string {
  const parts = [folds > 1 && formatCounted(folds, 'fold'), seeds > 1 && formatCounted(seeds, 'seed')];
  return parts.filter(Boolean).join(' × ') || 'one run';
}

/** '18 runs, 6 folds × 3 seeds'; '6 folds'; null for a single run. */
export function runsWords(runs: readonly Pick<RunScore, 'fold' | 'seed'>[]): string | null {
  if (runs.length < 2) return null;
  const count = foldsAndSeeds(runs);
  if (count.folds === 1 || count.seeds === 1) return timesWords(count);
  // A series that was stopped lacks some of them.
  const joint = count.folds * count.seeds === runs.length ? ' × ' : ' and ';
  return `${formatCounted(runs.length, 'run')}, ${formatCounted(count.folds, 'fold')}${joint}${formatCounted(count.seeds, 'seed')}`;
}

/** 'stopped at epoch 3' */
export function cutShortWords({ why, epochs }: NonNullable<RunScore['cutShort']>): string {
  return `${why} at epoch ${epochs}`;
}

/** '4 of 6 runs; 1 stopped at epoch 3': what a report lacks of what it was to be; null where it is whole. */
export function partialWords({ runs, planned }: Pick<AccuracyReport, 'runs' | 'planned'>): string | null {
  const counts = new Map<string, number>();
  for (const { cutShort } of runs) {
    if (!cutShort) continue;
    const words = cutShortWords(cutShort);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, count]) => (planned === 1 ? words : `${count} ${words}`));
  if (runs.length < planned) parts.unshift(`${runs.length} of ${formatCounted(planned, 'run')}`);
  return parts.length === 0 ? null : parts.join('; ');
}

/** What guessing that scores `chance` guesses among: 'guessing among 8 emotions'. */
export function chanceWords({ chance, labels }: Pick<AccuracyReport, 'chance' | 'labels'>): string {
  // Runs of fewer labels than all together guess better.
  const alike = Math.abs(chance * labels.length - 1) < 1e-9;
  return alike ? `guessing among ${labels.length} emotions` : 'guessing among each run’s own emotions';
}

/** 'rough: from 4 speakers', of an interval that few speakers were drawn for; else null. */
export function roughWords({ by, units }: { by: 'speaker' | 'clip'; units: number }): string | null {
  return by === 'speaker' && units < FEW_SPEAKERS ? `rough: from ${formatCounted(units, 'speaker')}` : null;
}

const ALIGNING: Record<Aligned, string> = {
  all: ' and to align the answers',
  some: ' and, in some of the runs, to align the answers',
  none: '',
};

/** After 'The test speakers’ own clips, without labels, ': what speaker normalisation did with them, and what follows. */
export function speakerClipsUse(aligned: Aligned): string {
  const unlike = aligned === 'none' ? '' : ', or not all emotions alike';
  return `were used to scale their features${ALIGNING[aligned]} (speaker normalisation): all clips of each, the judged one among them. Where fewer are known${unlike}, expect less.`;
}

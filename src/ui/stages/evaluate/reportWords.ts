/** What a score's figures do not say by themselves. */
import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { AccuracyReport, GroupScore, RunScore } from '../../../core/metrics/accuracyReport.ts';
import type { Interval } from '../../../core/metrics/interval.ts';
import type { ClassReport } from '../../../core/metrics/report.ts';
import { PROTOCOL_RESULTS } from '../../../core/words/protocol.ts';
import { foldsAndSeeds, roughWords, spreadWords } from '../../../core/words/report.ts';
import { formatList, formatPercent } from '../../components/format.ts';
import { EMOTION_LABELS } from '../../theme/emotions.ts';

/** 'UAR 61.3 ± 4.0 % on speakers it never heard' */
export function headlineWords({ uar, protocol }: Pick<AccuracyReport, 'uar' | 'protocol'>): string {
  return `UAR ${spreadWords(uar)} ${PROTOCOL_RESULTS[protocol].testedOn}`;
}

/** How far luck alone moves the score: 'Averaged over folds, the seeds give 60.8, 61.9 and 61.2 %'. Null below two. */
export function seedsWords(runs: readonly Pick<RunScore, 'fold' | 'seed' | 'uar'>[]): string | null {
  const { folds, seeds } = foldsAndSeeds(runs);
  if (folds < 2 || seeds < 2 || folds * seeds !== runs.length) return null;
  const means = [...new Set(runs.map(({ seed }) => seed))].map((seed) => {
    const own = runs.filter((run) => run.seed === seed);
    return (100 * own.reduce((sum, { uar }) => sum + uar, 0)) / own.length;
  });
  return `Averaged over folds, the seeds give ${formatList(means.map((mean) => mean.toFixed(1)))} %: differences of that size are luck.`;
}

/** The UAR's interval, and how far it can be trusted. */
export function intervalWords({
  interval: { low, high, by, units },
  tested,
}: {
  interval: Interval;
  tested: readonly { clip: { speaker: string | null } }[];
}): string {
  const words = `95 % interval ${formatPercent(low)} to ${formatPercent(high)}`;
  const rough = roughWords({ by, units });
  if (by === 'speaker') return rough ? `${words}, ${rough}` : words;
  const unknown = tested.some(({ clip }) => clip.speaker === null);
  return `${words}, over clips ${unknown ? 'of unknown speakers' : 'of one speaker'}: it says nothing of other voices`;
}

/** Names the emotions without a test clip; null where each has one. */
export function untestedWords(perClass: readonly Pick<ClassReport, 'label' | 'recall'>[]): string | null {
  const missing = perClass.filter(({ recall }) => recall === null);
  if (missing.length === 0) return null;
  const names = missing.map(({ label }) => EMOTION_LABELS[label as Emotion].toLowerCase());
  return `The test has no clip of ${formatList(names)}.`;
}

/** 'From 41 % (RAVDESS 08) to 83 % (RAVDESS 23)'. @param groups at least one */
export function rangeWords(groups: readonly Pick<GroupScore, 'name' | 'uar'>[]): string {
  const sorted = byUar(groups);
  const worst = sorted[0];
  const best = sorted[sorted.length - 1];
  if (worst === best) return `${formatPercent(worst.uar)} (${worst.name})`;
  return `From ${formatPercent(worst.uar)} (${worst.name}) to ${formatPercent(best.uar)} (${best.name})`;
}

/** A sorted copy, the lowest UAR first. */
export function byUar<Group extends { uar: number }>(groups: readonly Group[]): Group[] {
  return [...groups].sort((a, b) => a.uar - b.uar);
}

/** 'Best from TESS to SAVEE, 61 %; worst from SAVEE to TESS, 24 %'; null where no pair or only one was tested. */
export function transferWords({
  trainedOn,
  testedOn,
  uar,
}: NonNullable<AccuracyReport['corpusMatrix']>): string | null {
  const pairs = trainedOn.flatMap((from, row) =>
    testedOn.flatMap((to, column) => {
      const value = uar[row][column];
      return value === null ? [] : [{ words: `from ${from} to ${to}, ${formatPercent(value)}`, uar: value }];
    }),
  );
  if (pairs.length < 2) return null;
  const sorted = byUar(pairs);
  return `Best ${sorted[sorted.length - 1].words}; worst ${sorted[0].words}`;
}

/** What a score's figures do not say by themselves. */
import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { Interval } from '../../../core/metrics/interval.ts';
import type { ClassReport } from '../../../core/metrics/report.ts';
import { formatList, formatPercent } from '../../components/format.ts';
import { EMOTION_LABELS } from '../../theme/emotions.ts';

/** Fewer speakers than this make a bootstrap interval a rough one. */
const FEW_SPEAKERS = 5;

/** The UAR's interval, and how far it can be trusted. */
export function intervalWords({
  interval: { low, high, by, units },
  tested,
}: {
  interval: Interval;
  tested: readonly { clip: { speaker: string | null } }[];
}): string {
  const words = `95 % interval ${formatPercent(low)} to ${formatPercent(high)}`;
  if (by === 'speaker') return units < FEW_SPEAKERS ? `${words}, rough: from ${units} speakers` : words;
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

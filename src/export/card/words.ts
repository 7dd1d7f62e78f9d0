import { formatPercent } from '../../core/words/numbers.ts';
import { roughWords } from '../../core/words/report.ts';
import type { CardInterval } from '../bundle.ts';

/** '58.3 %' */
export const percent = (share: number) => formatPercent(share, 1);

/** @param speakers how many there were to draw from, where the interval does not say */
export function intervalWords(
  { low, high, by, units }: CardInterval,
  speakers = Number.POSITIVE_INFINITY,
): string {
  const rough = roughWords({ by, units: units ?? speakers });
  return `95 % interval ${percent(low)} to ${percent(high)}, drawn by ${by}${rough ? `, ${rough}` : ''}`;
}

/** Text from files and folders as it is, whatever Markdown would make of it. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

export const plainList = (texts: readonly string[]) => texts.map(plain).join(', ');

/** 'none (the average voice)', '5', 'all': from how many clips a voice was known. @param clips as a VoicePoint's */
export function knownWords(clips: number | null): string {
  if (clips === null) return 'all';
  return clips === 0 ? 'none (the average voice)' : String(clips);
}

/** Sentences that several places say alike. */
import type { Clip } from '../../core/dataset/clip.ts';
import type { Emotion } from '../../core/dataset/emotions.ts';
import { likeliest } from '../../core/metrics/likeliest.ts';
import { EMOTION_LABELS } from '../theme/emotions.ts';
import { formatCounted, formatPercent } from './format.ts';

/** Speakers known by name. */
export function countSpeakers(clips: readonly Pick<Clip, 'speaker'>[]): number {
  return new Set(clips.flatMap(({ speaker }) => speaker ?? [])).size;
}

/** '1,199 clips, 20 speakers' */
export function clipsAndSpeakers(clips: readonly Pick<Clip, 'speaker'>[]): string {
  return `${formatCounted(clips.length, 'clip')}, ${formatCounted(countSpeakers(clips), 'speaker')}`;
}

/** A model's answer. */
export interface Answer {
  labels: readonly Emotion[];
  /** One per label. */
  probabilities: ArrayLike<number>;
}

/** The emotion a model holds most probable; the first of equals. */
export function topOf({ labels, probabilities }: Answer): { label: Emotion; probability: number } {
  const top = likeliest(probabilities);
  return { label: labels[top], probability: probabilities[top] };
}

/** 'Angry, 51 %' */
export function verdictOf(answer: Answer): string {
  const { label, probability } = topOf(answer);
  return `${EMOTION_LABELS[label]}, ${formatPercent(probability)}`;
}

/** Whether the answer counts. @param threshold what its highest probability must come to, 0…1 */
export function isSure(answer: Answer, threshold: number): boolean {
  return topOf(answer).probability >= threshold;
}

/** 'Angry, 51 % sure'; below the threshold 'Not sure: angry 34 %, sad 31 %' */
export function answerWords(answer: Answer, threshold: number): string {
  if (isSure(answer, threshold)) return `${verdictOf(answer)} sure`;
  const { labels, probabilities } = answer;
  const best = labels
    .map((label, i) => ({ label, probability: probabilities[i] }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 2)
    .map(
      ({ label, probability }) =>
        `${EMOTION_LABELS[label].toLowerCase()} ${percentBelow(probability, threshold)}`,
    );
  return `Not sure: ${best.join(', ')}`;
}

/** A probability below the threshold, with a decimal where it would round to it: 49.6 % does not reach 50 %. */
export function percentBelow(probability: number, threshold: number): string {
  const rounded = formatPercent(probability);
  return rounded === formatPercent(threshold)
    ? formatPercent(Math.floor(1000 * probability) / 1000, 1)
    : rounded;
}

/** What became of a run: 'Done: epoch 22 was kept'. `bestEpoch` is null or 0 where no epoch ended. */
export function doneWords(bestEpoch: number | null): string {
  return bestEpoch ? `Done: epoch ${bestEpoch} was kept` : 'Done';
}

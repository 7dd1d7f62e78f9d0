/** What knowing the user's voice gives, in words. */

import type { VoicePoint } from '../../../core/metrics/accuracyReport.ts';
import type { LiveResult } from '../../../store/live.ts';
import type { KnownVoice } from '../../../store/voice.ts';
import { formatCounted, formatList } from '../../components/format.ts';

/** Points of UAR more than with the average voice, by clips, rising; empty where it was not measured. */
export function gainsOf(curve: readonly VoicePoint[] | null): { clips: number; points: number }[] {
  const none = curve?.find(({ clips }) => clips === 0);
  if (!curve || !none) return [];
  return curve
    .flatMap(({ clips, uar }) => (clips ? [{ clips, points: 100 * (uar - none.uar) }] : []))
    .sort((a, b) => a.clips - b.clips);
}

/**
 * 'With 5 clips, unseen speakers gained 2.1 points on average; with 15, 3.6.' With none known yet, all that was measured.
 * @param aligns whether the model aligns its answers to a known voice, which the curve then includes
 */
export function effectWords(
  curve: readonly VoicePoint[] | null,
  { clips, read }: KnownVoice,
  aligns: boolean,
): string {
  const gains = gainsOf(curve);
  if (gains.length === 0) return 'How much this helps was not measured for this model.';
  if (aligns && clips > 0 && read === 0)
    return 'How much a voice helps that is known by its sound alone was not measured: only what reading the sentences gives.';
  const known = aligns ? read : clips;
  const reached = gains.filter(({ clips }) => clips <= known).at(-1);
  if (!reached) {
    const each = gains.map(({ clips, points }) => `${signed(points)} with ${formatCounted(clips, 'clip')}`);
    return `What it gave unseen speakers, in points of UAR: ${formatList(each)}.`;
  }
  const { clips: measured, points } = reached;
  const words = `With ${formatCounted(measured, 'clip')}, unseen speakers ${rounded(points) < 0 ? 'lost' : 'gained'} ${Math.abs(points).toFixed(1)} points on average`;
  const next = gains.find((gain) => gain.clips > known);
  return next ? `${words}; with ${next.clips}, ${signed(next.points)}.` : `${words}.`;
}

/** 'Known from 5 clips' */
export function knownWords({ clips, from }: KnownVoice, aligns: boolean): string {
  if (from === null) return 'Not known yet: you are taken for an average speaker';
  if (from === 'this visit') return `Known from ${formatCounted(clips, 'clip')}`;
  const words = `Known from ${formatCounted(clips, 'clip')} of an earlier visit`;
  return aligns ? `${words}, by sound alone: what the model answered to them is not kept` : words;
}

/** From so many clips on, five parts in seven of a voice's scale are its own (PRIOR_CLIPS). */
const WELL_KNOWN = 5;

/**
 * What to think of percentages by a voice that is known from few clips, or by its sound alone where the model aligns its
 * answers. Null where the voice is known well, or the model does not scale by it.
 */
export function fewClipsWords({
  voiceClips,
  unaligned,
}: Pick<LiveResult, 'voiceClips' | 'unaligned'>): string | null {
  if (voiceClips === null || (voiceClips >= WELL_KNOWN && !unaligned)) return null;
  const known = unaligned ? 'this one by its sound alone' : `this one from ${voiceClips}`;
  const here = voiceClips === 0 ? 'this is the average voice' : known;
  return `It may be less sure than it says: that was measured on voices known from all their clips, and ${here}.`;
}

function rounded(points: number): number {
  return Math.round(10 * points) / 10;
}

function signed(points: number): string {
  const sign = rounded(points) < 0 ? '−' : '+';
  return `${sign}${Math.abs(points).toFixed(1)}`;
}

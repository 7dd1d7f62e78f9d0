import type { ClipLabels } from '../dataset/clip.ts';
import { EMOTIONS } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import { type Corpus, type PathReading, unlabelled } from './reading.ts';

/** The seven two-digit fields of a name, in order, each with its highest code (the lowest is 01). */
const FIELDS = [
  ['modality', 3],
  ['vocal channel', 2],
  ['emotion', 8],
  ['intensity', 2],
  ['statement', 2],
  ['repetition', 2],
  ['actor', 24],
] as const;

const STATEMENTS = ['Kids are talking by the door', 'Dogs are sitting by the door'];
const AUDIO_ONLY = 3;
const SONG = 2;

/**
 * The Ryerson Audio-Visual Database of Emotional Speech and Song: `03-01-05-02-01-01-07.wav`, in any folder.
 * Song counts as a corpus of its own, sung by the same people: its speakers keep their names, so that no split parts
 * a voice that speaks from the same voice that sings.
 * Source: Livingstone & Russo 2018, PLoS ONE 13(5), e0196391, "File naming convention".
 */
export const RAVDESS: Corpus = {
  name: 'RAVDESS',
  read({ name }: PathParts): PathReading | null {
    const codes = codesOf(name);
    if (codes === null) return null;
    for (const [i, [field, highest]] of FIELDS.entries()) {
      if (codes[i] < 1 || codes[i] > highest) {
        const code = String(codes[i]).padStart(2, '0');
        return unlabelled(`The name is spelled as in RAVDESS, but ${code} is not one of its ${field} codes.`);
      }
    }

    if (codes[0] !== AUDIO_ONLY) {
      const reason =
        'A RAVDESS video. Intone learns from its audio-only files, whose names begin with 03: add those instead.';
      return { kind: 'left-out', leftOutKind: 'not-audio', reason };
    }
    return { kind: 'clip', labels: labelsOf(codes) };
  },
};

/** The seven numbers of a name spelled RAVDESS's way; null for any other. */
export function codesOf(name: string): number[] | null {
  return /^\d{2}(-\d{2}){6}$/.test(name) ? name.split('-').map(Number) : null;
}

/** What the seven codes of a name mean. */
export function labelsOf(codes: readonly number[]): ClipLabels {
  // RAVDESS numbers the emotions in the very order of EMOTIONS, from 1.
  const [, channel, emotion, intensity, statement, , actor] = codes;
  return {
    corpus: channel === SONG ? 'RAVDESS song' : 'RAVDESS',
    emotion: EMOTIONS[emotion - 1],
    speaker: `RAVDESS ${String(actor).padStart(2, '0')}`,
    gender: actor % 2 === 1 ? 'male' : 'female',
    text: STATEMENTS[statement - 1],
    intensity: intensity === 1 ? 'normal' : 'strong',
  };
}

import { indicesBySpeaker } from './by-speaker.ts';
import type { Random } from './random.ts';

/** Which clips make a speaker's voice known, and which, all others, show what that is worth. Indices. */
export interface VoiceDraw {
  /** By speaker, in the order in which they become known. Nobody unknown is here. */
  known: Map<string, number[]>;
  /** Rising. */
  scored: number[];
}

/**
 * Parts each speaker's clips at random: half of them at most, and no more than `mostKnown`, make the voice known; of the
 * others so many are scored that all speakers together come to about `mostScored`, each with as many as they have or an even
 * share. No clip is both: what is scored is as new as what a new speaker says next.
 *
 * @param speakers of each clip; null where unknown, of whom no voice can be known, and who are scored like a speaker
 */
export function drawVoices(
  speakers: readonly (string | null)[],
  { mostKnown, mostScored }: { mostKnown: number; mostScored: number },
  random: Random,
): VoiceDraw {
  const groups = indicesBySpeaker(speakers);
  const share = Math.max(1, Math.floor(mostScored / groups.size));
  const known: VoiceDraw['known'] = new Map();
  const scored: number[] = [];
  for (const [speaker, clips] of groups) {
    random.shuffle(clips);
    const knowing = speaker === null ? 0 : Math.min(Math.floor(clips.length / 2), mostKnown);
    if (speaker !== null) known.set(speaker, clips.slice(0, knowing));
    scored.push(...clips.slice(knowing, knowing + share));
  }
  return { known, scored: scored.sort((a, b) => a - b) };
}

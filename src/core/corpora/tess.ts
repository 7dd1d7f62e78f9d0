import type { PathParts } from './path.ts';
import { type Corpus, type PathReading, unlabelled } from './reading.ts';
import { emotionNamed } from './words.ts';

/** One file of the published set, OA_bite_neutral, lacks its F. */
const SPEAKERS: Record<string, string> = { OAF: 'OAF', OA: 'OAF', YAF: 'YAF' };

/**
 * The Toronto emotional speech set: `OAF_angry/OAF_back_angry.wav`, the folder's case free, the folder not needed.
 * OAF is a woman of 64, YAF one of 26; 'ps' is pleasant surprise. Each says "Say the word …".
 * Source: Pichora-Fuller & Dupuis 2020, doi:10.5683/SP2/E8H2MF.
 */
export const TESS: Corpus = {
  name: 'TESS',
  read({ folders, name }: PathParts): PathReading | null {
    const fields = /^(OAF|YAF|OA)_([a-z']+)(?:_(.+))?$/i.exec(name);
    if (fields === null) return null;
    const [, prefix, word, emotionWord] = fields;
    const speaker = SPEAKERS[prefix.toUpperCase()];

    // Where the name tells no emotion, its own speaker's folder may: 'OAF_Pleasant_surprise'.
    const folder = /^(?:OAF|YAF)_(.+)$/i.exec(folders.at(-1) ?? '');
    const emotion = emotionNamed(emotionWord ?? '') ?? emotionNamed(folder?.[1] ?? '');
    if (emotion === null) {
      return unlabelled(`The name is spelled as in TESS, but does not end with one of its emotions.`);
    }
    const text = `Say the word ${word.toLowerCase()}`;
    return {
      kind: 'clip',
      labels: {
        corpus: 'TESS',
        emotion,
        speaker: `TESS ${speaker}`,
        gender: 'female',
        text,
        intensity: null,
      },
    };
  },
};

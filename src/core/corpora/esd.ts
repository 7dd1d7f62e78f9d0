import type { Emotion } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import { type Corpus, type PathReading, unlabelled } from './reading.ts';
import { emotionNamed } from './words.ts';

const SPEAKERS = 20;
/** The Mandarin speakers' numbers come first. */
const LAST_MANDARIN = 10;
const UTTERANCES = 5 * 350;
const WOMEN = new Set([1, 2, 3, 7, 9, 15, 16, 17, 18, 19]);
const EMOTIONS = new Set<Emotion>(['neutral', 'happy', 'angry', 'sad', 'surprised']);

/**
 * The Emotional Speech Dataset: `0011/Angry/train/0011_000351.wav`, with or without the folder of the part.
 * The emotion is the folder's: which numbers are which emotion is documented nowhere. A bare `0011_000351` counts
 * only under a folder of its speaker's number or of the dataset's name, as anyone may number recordings so.
 * English and Mandarin count as two corpora.
 * Source: Zhou et al. 2022, Speech Communication 137, pp. 1–18, and the ReadMe.txt beside the speakers' folders.
 */
export const ESD: Corpus = {
  name: 'ESD',
  read({ folders, name }: PathParts): PathReading | null {
    const fields = /^(00\d{2})_(\d{6})$/.exec(name);
    if (fields === null) return null;
    const [, number] = fields;
    const speaker = Number(number);
    const utterance = Number(fields[2]);
    if (speaker < 1 || speaker > SPEAKERS || utterance < 1 || utterance > UTTERANCES) return null;
    const own = (folder: string) =>
      folder === number || /\besd\b|emotion(al)? speech data(set)?\b/i.test(folder);
    if (!folders.some(own)) return null;

    const [emotion] = folders.flatMap((folder) => emotionNamed(folder) ?? []).slice(-1);
    if (emotion === undefined || !EMOTIONS.has(emotion))
      return unlabelled('The name is spelled as in ESD, where the folder tells the emotion, but none does.');
    return {
      kind: 'clip',
      labels: {
        corpus: speaker <= LAST_MANDARIN ? 'ESD Mandarin' : 'ESD English',
        emotion,
        speaker: `ESD ${number}`,
        gender: WOMEN.has(speaker) ? 'female' : 'male',
        text: null,
        intensity: null,
      },
    };
  },
};

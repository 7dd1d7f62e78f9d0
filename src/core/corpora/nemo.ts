import type { Gender } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import type { Corpus, PathReading } from './reading.ts';

const EMOTION_WORDS: Record<string, Emotion> = {
  ANGER: 'angry',
  FEAR: 'fearful',
  HAPPINESS: 'happy',
  NEUTRAL: 'neutral',
  SADNESS: 'sad',
  SURPRISED: 'surprised',
};

const GENDERS = new Map<string, Gender>([
  ['EB0', 'female'],
  ['IC0', 'female'],
  ['KD0', 'female'],
  ['MK0', 'female'],
  ['KS0', 'male'],
  ['MP0', 'male'],
  ['SM0', 'male'],
  ['TP0', 'male'],
  ['WR0', 'male'],
]);

const SENTENCES = 90;

/**
 * nEMO, Polish: `samples/EB0_anger_1.wav`, speaker, emotion, sentence (1–90); the folder not needed.
 * The text is the sentence's number; its words are in the corpus's data.tsv.
 * Source: Christop 2024, LREC-COLING, arXiv:2404.06292, and the README.md and data.tsv of https://github.com/amu-cai/nEMO.
 */
export const NEMO: Corpus = {
  name: 'nEMO',
  read({ name }: PathParts): PathReading | null {
    const fields = /^([A-Z]{2}0)_([A-Z]+)_(\d{1,2})$/.exec(name.toUpperCase());
    if (fields === null) return null;
    const [, speaker, word, sentence] = fields;
    const gender = GENDERS.get(speaker);
    const emotion = EMOTION_WORDS[word];
    const number = Number(sentence);
    if (gender === undefined || emotion === undefined || number < 1 || number > SENTENCES) return null;
    return {
      kind: 'clip',
      labels: {
        corpus: 'nEMO',
        emotion,
        speaker: `nEMO ${speaker}`,
        gender,
        text: String(number),
        intensity: null,
      },
    };
  },
};

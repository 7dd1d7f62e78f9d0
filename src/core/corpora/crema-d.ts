import type { Emotion } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import { type Corpus, type PathReading, unlabelled } from './reading.ts';

const EMOTION_CODES: Record<string, Emotion> = {
  ANG: 'angry',
  DIS: 'disgust',
  FEA: 'fearful',
  HAP: 'happy',
  NEU: 'neutral',
  SAD: 'sad',
};

const SENTENCES: Record<string, string> = {
  DFA: "Don't forget a jacket",
  IEO: "It's eleven o'clock",
  IOM: "I'm on my way to the meeting",
  ITH: "I think I have a doctor's appointment",
  ITS: "I think I've seen this before",
  IWL: 'I would like a new alarm clock',
  IWW: 'I wonder what this is about',
  MTI: 'Maybe tomorrow it will be cold',
  TAI: 'The airplane is almost full',
  TIE: 'That is exactly what happened',
  TSI: 'The surface is slick',
  WSI: "We'll stop in a couple of minutes",
};

/** XX means unspecified; one published file, 1040_ITH_SAD_X, has a single X. */
const LEVELS: Record<string, string | null> = { LO: 'low', MD: 'medium', HI: 'high', XX: null, X: null };

const FIRST_ACTOR = 1001;
const LAST_ACTOR = 1091;

/** The 43 women among the 91 actors. Source: the corpus's VideoDemographics.csv, column Sex. */
const WOMEN = new Set([
  1002, 1003, 1004, 1006, 1007, 1008, 1009, 1010, 1012, 1013, 1018, 1020, 1021, 1024, 1025, 1028, 1029, 1030,
  1037, 1043, 1046, 1047, 1049, 1052, 1053, 1054, 1055, 1056, 1058, 1060, 1061, 1063, 1072, 1073, 1074, 1075,
  1076, 1078, 1079, 1082, 1084, 1089, 1091,
]);

/**
 * The Crowd-sourced Emotional Multimodal Actors Dataset: `AudioWAV/1001_DFA_ANG_XX.wav`, the folder not needed.
 * Source: Cao et al. 2014, doi:10.1109/TAFFC.2014.2336244, and the corpus's README.
 */
export const CREMA_D: Corpus = {
  name: 'CREMA-D',
  read({ name }: PathParts): PathReading | null {
    const fields = /^(\d{4})_([A-Z]{3})_([A-Z]{3})_([A-Z]{1,2})$/.exec(name.toUpperCase());
    if (fields === null) return null;
    const [, number, sentence, emotionCode, level] = fields;
    const actor = Number(number);
    if (actor < FIRST_ACTOR || actor > LAST_ACTOR) return null;

    const emotion = EMOTION_CODES[emotionCode];
    if (emotion === undefined) {
      return unlabelled(
        `The name is spelled as in CREMA-D, but ${emotionCode} is not one of its emotion codes.`,
      );
    }
    return {
      kind: 'clip',
      labels: {
        corpus: 'CREMA-D',
        emotion,
        speaker: `CREMA-D ${actor}`,
        gender: WOMEN.has(actor) ? 'female' : 'male',
        text: SENTENCES[sentence] ?? sentence,
        intensity: LEVELS[level] ?? null,
      },
    };
  },
};

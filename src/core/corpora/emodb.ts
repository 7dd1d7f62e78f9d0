import type { Gender } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import { type Corpus, noneOfTheEight, type PathReading } from './reading.ts';

/** Initials of the German words: Wut, Ekel, Angst, Freude, Trauer, neutral. L, Langeweile, has no place here. */
const EMOTION_CODES: Record<string, Emotion> = {
  W: 'angry',
  E: 'disgust',
  A: 'fearful',
  F: 'happy',
  T: 'sad',
  N: 'neutral',
};

const GENDERS = new Map<string, Gender>([
  ['03', 'male'],
  ['08', 'female'],
  ['09', 'female'],
  ['10', 'male'],
  ['11', 'male'],
  ['12', 'male'],
  ['13', 'female'],
  ['14', 'female'],
  ['15', 'male'],
  ['16', 'female'],
]);

const SENTENCES = new Map<string, string>([
  ['a01', 'Der Lappen liegt auf dem Eisschrank'],
  ['a02', 'Das will sie am Mittwoch abgeben'],
  ['a04', 'Heute abend könnte ich es ihm sagen'],
  ['a05', 'Das schwarze Stück Papier befindet sich da oben neben dem Holzstück'],
  ['a07', 'In sieben Stunden wird es soweit sein'],
  ['b01', 'Was sind denn das für Tüten, die da unter dem Tisch stehen?'],
  ['b02', 'Sie haben es gerade hochgetragen und jetzt gehen sie wieder runter'],
  ['b03', 'An den Wochenenden bin ich jetzt immer nach Hause gefahren und habe Agnes besucht'],
  ['b09', 'Ich will das eben wegbringen und dann mit Karl was trinken gehen'],
  ['b10', 'Die wird auf dem Platz sein, wo wir sie immer hinlegen'],
]);

/**
 * The Berlin Database of Emotional Speech: `wav/03a01Fa.wav`, speaker, text, emotion, version; the folder not needed.
 * Its later releases ship laryngograph signals under the very same names, in folders that say so.
 * Source: Burkhardt et al. 2005, Interspeech, pp. 1517–1520, and http://emodb.bilderbar.info/index-1280.html;
 * the laryngographs: https://github.com/audeering/emodb, 2.0.0.
 */
export const EMODB: Corpus = {
  name: 'EmoDB',
  read({ folders, name }: PathParts): PathReading | null {
    const fields = /^(\d{2})([ab]\d{2})([WLEAFTN])[a-z]?$/i.exec(name);
    if (fields === null) return null;
    const [, speaker, textCode, letter] = fields;
    const gender = GENDERS.get(speaker);
    const text = SENTENCES.get(textCode.toLowerCase());
    if (gender === undefined || text === undefined) return null;

    if (folders.some((folder) => /laryng/i.test(folder))) {
      const reason =
        'A laryngograph signal of EmoDB, not a voice. Add the recordings in its folder “wav” or “audio” instead.';
      return { kind: 'left-out', leftOutKind: 'not-audio', reason };
    }
    const known = { corpus: 'EmoDB', speaker: `EmoDB ${speaker}`, gender, text, intensity: null };
    const emotion = EMOTION_CODES[letter.toUpperCase()];
    if (emotion === undefined) return noneOfTheEight('EmoDB’s Langeweile (boredom)', known);
    return { kind: 'clip', labels: { ...known, emotion } };
  },
};

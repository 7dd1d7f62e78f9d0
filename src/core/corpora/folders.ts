import type { ClipLabels, Gender } from '../dataset/clip.ts';
import { emotionNamed, wordsOf } from './words.ts';

/** A folder with one of these words in its name holds recordings of many people, not of one. */
const CONTAINER_WORDS = new Set(
  `audio audios wav wavs wave mp3 flac data dataset datasets database corpus corpora archive download downloads
   train training test testing val valid validation dev eval evaluation split fold part set subset batch all
   speech voices recording recordings clip clips sample samples sound sounds file files folder original
   raw clean processed augmented resampled emotion emotions emotional labelled labeled labels classes
   session take takes new old my misc other ravdess tess crema savee`.split(/\s+/),
);

/** A folder with one of these words is a person, whatever else its name says. */
const PERSON_WORDS = new Set('speaker actor actress subject person participant spk'.split(' '));

const GENDERS = new Map<string, Gender>([
  ['female', 'female'],
  ['females', 'female'],
  ['woman', 'female'],
  ['women', 'female'],
  ['male', 'male'],
  ['males', 'male'],
  ['man', 'male'],
  ['men', 'male'],
]);

/** The gender a folder sorts by: 'Female', 'men'. A longer name ('female_03') is a person's. */
export function genderNamed(folder: string): Gender | null {
  return (/\d/.test(folder) ? undefined : GENDERS.get(wordsOf(folder).join(' '))) ?? null;
}

/** The folder's name says that it is a person: 'speaker 3', 'Actor_01'. */
export function saysPerson(folder: string): boolean {
  return wordsOf(folder).some((word) => PERSON_WORDS.has(word));
}

/** The folder's name says that it holds recordings of many kinds: 'train', 'audio', 'dataset'. */
export function saysContainer(folder: string): boolean {
  return wordsOf(folder).some((word) => CONTAINER_WORDS.has(word));
}

/** The folder may be a person: nothing in its name says otherwise. */
function mayBePerson(folder: string): boolean {
  if (saysPerson(folder)) return true;
  return genderNamed(folder) === null && emotionNamed(folder) === null && !saysContainer(folder);
}

/**
 * Whoever sorted recordings by emotion and by person did it as `emotion/person/x.wav` or `person/emotion/x.wav`.
 * So the speaker is the first folder inside the label's that can be a person, or else the folder around it
 * if that can be one. A folder cannot be a person if its name says dataset, audio, train, female, …
 */
function personAmong(inside: string[], around: string | undefined): string | null {
  return inside.find(mayBePerson) ?? (around !== undefined && mayBePerson(around) ? around : null);
}

/** One person by one name, whatever the case: Anna is the same in happy/Anna and sad/anna. */
export function ownSpeaker(name: string): string {
  return `Folders ${name.trim().toLowerCase()}`;
}

/** The place among the folders, outermost 0, of the nearest one that names an emotion; -1 where none does. */
export function emotionLevel(folders: readonly string[]): number {
  let level = folders.length - 1;
  while (level >= 0 && emotionNamed(folders[level]) === null) level--;
  return level;
}

/** What the folders tell besides the emotion. @param label the place of the label's folder among them */
export function labelsAround(folders: readonly string[], label: number): Omit<ClipLabels, 'emotion'> {
  const person = personAmong(folders.slice(label + 1), folders[label - 1]);
  const genderFolder = folders.find((folder) => genderNamed(folder) !== null);
  return {
    corpus: 'Folders',
    speaker: person === null ? null : ownSpeaker(person),
    gender: genderFolder === undefined ? null : genderNamed(genderFolder),
    text: null,
    intensity: null,
  };
}

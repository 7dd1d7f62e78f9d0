import type { Gender } from '../dataset/clip.ts';
import type { PathParts } from './path.ts';
import { type Corpus, type PathReading, unlabelled } from './reading.ts';
import { emotionNamed, wordsOf } from './words.ts';

/** A folder with one of these words in its name holds recordings of many people, not of one. */
const CONTAINER_WORDS = new Set(
  `audio audios wav wave mp3 flac data dataset datasets database corpus corpora archive download downloads
   train training test testing val valid validation dev eval split fold part set subset batch all
   speech voices recording recordings clip clips sample samples sound sounds file files folder original
   raw clean processed augmented resampled emotion emotions emotional labelled labeled labels classes
   session take takes new old my misc other ravdess tess crema savee`.split(/\s+/),
);

/** A folder with one of these words is a person, whatever else its name says. */
const PERSON_WORDS = new Set('speaker actor actress subject person participant spk'.split(' '));

const GENDERS: Record<string, Gender> = {
  female: 'female',
  females: 'female',
  woman: 'female',
  women: 'female',
  male: 'male',
  males: 'male',
  man: 'male',
  men: 'male',
};

/** The gender a folder sorts by: 'Female', 'men'. A longer name ('female_03') is a person's. */
function genderNamed(folder: string): Gender | null {
  return (/\d/.test(folder) ? undefined : GENDERS[wordsOf(folder).join(' ')]) ?? null;
}

function isPerson(folder: string): boolean {
  const words = wordsOf(folder);
  if (words.some((word) => PERSON_WORDS.has(word))) return true;
  if (genderNamed(folder) !== null || emotionNamed(folder) !== null) return false;
  return !words.some((word) => CONTAINER_WORDS.has(word));
}

/**
 * Whoever sorted recordings by emotion and by person did it as `emotion/person/x.wav` or `person/emotion/x.wav`.
 * So the speaker is the first folder inside the label's that can be a person, or else the folder around it
 * if that can be one. A folder cannot be a person if its name says dataset, audio, train, female, …
 */
function personAmong(inside: string[], around: string | undefined): string | null {
  return inside.find(isPerson) ?? (around !== undefined && isPerson(around) ? around : null);
}

/**
 * Anyone's own recordings, in folders named after emotions: the nearest folder that names one is the label.
 * Speakers' names are lower-cased, so that Anna is one person in happy/Anna and sad/anna.
 */
export const FOLDERS: Corpus = {
  name: 'Folders',
  read({ folders }: PathParts): PathReading {
    let label = folders.length - 1;
    while (label >= 0 && emotionNamed(folders[label]) === null) label--;
    const emotion = label < 0 ? null : emotionNamed(folders[label]);
    if (emotion === null) return unlabelled('Neither its name nor a folder above it tells an emotion.');

    const person = personAmong(folders.slice(label + 1), folders[label - 1]);
    const genderFolder = folders.find((folder) => genderNamed(folder) !== null);
    return {
      kind: 'clip',
      labels: {
        corpus: 'Folders',
        emotion,
        speaker: person === null ? null : `Folders ${person.trim().toLowerCase()}`,
        gender: genderFolder === undefined ? null : genderNamed(genderFolder),
        text: null,
        intensity: null,
      },
    };
  },
};

import type { Emotion } from '../dataset/emotions.ts';

/**
 * What people call a folder of recordings, in English, German, French, Italian and Spanish, and as
 * three-letter codes; without accents. Only words that name one of the eight emotions and nothing else:
 * 'excited' or 'bored' would be a guess.
 */
const VOCABULARY: Record<Emotion, string> = {
  neutral: 'neutral neutrality neutrally neu neutre neutro neutra neutrale',
  calm: 'calm calmly calmness calme calma calmo ruhig ruhe gelassen tranquilo tranquila',
  happy: `happy happily happiness hap joy joyful cheerful glad
    freude frohlich froehlich froh glucklich gluecklich joie joyeux heureux heureuse
    gioia felice felicita allegria alegria feliz felicidad`,
  sad: `sad sadly sadness sorrow trauer traurig traurigkeit triste tristesse tristezza tristeza`,
  angry: `angry angrily anger ang mad rage fury furious
    wut wutend wuetend arger aerger argerlich aergerlich colere rabbia arrabbiato arrabbiata ira enojo enfado`,
  fearful: `fear fearful fearfully fea afraid scared frightened
    angst angstlich aengstlich furcht peur paura miedo`,
  disgust: `disgust disgusted disgusting disgustedly dis ekel degout disgusto asco`,
  surprised: `surprise surprised surprising surprisingly sur ps
    uberraschung ueberraschung uberrascht ueberrascht sorpresa sorpreso`,
};

const EMOTION_OF_WORD = new Map<string, Emotion>(
  Object.entries(VOCABULARY).flatMap(([emotion, list]) =>
    list.split(/\s+/).map((word): [string, Emotion] => [word, emotion as Emotion]),
  ),
);

/** Words that may stand beside an emotion and change nothing: 'pleasant surprise', 'Angry voices', 'emotion_sad'. */
const FILLERS = new Set(
  `pleasant pleasantly emotion emotions emotional speech voice voices audio wav mp3 sound sounds
   clip clips sample samples recording recordings file files folder class label`.split(/\s+/),
);

/** Names told apart already: the same few folders are asked about for each of a hundred thousand files. */
const told = new Map<string, readonly string[]>();
const MOST_TOLD = 10_000;

/**
 * The words of a folder's or file's name, in lower case and without accents.
 * Digits and punctuation part words, and so does a capital after a small letter: 'AudioWAV_02' is 'audio', 'wav'.
 */
export function wordsOf(name: string): readonly string[] {
  let words = told.get(name);
  if (words === undefined) {
    words = tellWords(name);
    if (told.size === MOST_TOLD) told.clear();
    told.set(name, words);
  }
  return words;
}

function tellWords(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/**
 * The emotion a name stands for: its words must be one emotion's, fillers aside.
 *
 * @returns null for any other name ('happy feet'), and for one that names two emotions ('sad_angry').
 */
export function emotionNamed(name: string): Emotion | null {
  let found: Emotion | null = null;
  for (const word of wordsOf(name)) {
    if (FILLERS.has(word)) continue;
    const emotion = EMOTION_OF_WORD.get(word);
    if (emotion === undefined || (found !== null && emotion !== found)) return null;
    found = emotion;
  }
  return found;
}

import { genderNamed, saysContainer, saysPerson } from './folders.ts';
import { wordsOf } from './words.ts';

/** Emotions that corpora have beside the eight: their folders are labels too, of which only the user knows the place. */
const OTHER_EMOTIONS = new Set(
  `boredom bored boring langeweile gelangweilt noia excited excitement anxious anxiety nervous contempt frustrated
   frustration amused amusement sleepy sleepiness tired pain love shame guilt pride proud jealous relief hope
   confused confusion disappointed disappointment stress stressed worried embarrassed embarrassment tender
   tenderness confident enthusiastic apologetic encouraging concerned assertive sarcastic laughter crying`.split(
    /\s+/,
  ),
);

function isOtherEmotion(folder: string): boolean {
  const words = wordsOf(folder);
  return words.length > 0 && words.every((word) => OTHER_EMOTIONS.has(word));
}

/**
 * Decides which folder of a path is the label where none names one of the eight emotions, from where labels are
 * known in the rest of the drop. Levels count from the outermost folder, 0.
 */
export class LabelLevels {
  /** For each folder, as a joined path, how many folders beneath it are labels, by level. */
  readonly #known = new Map<string, Map<number, number>>();

  /** Notes that `folders[level]` is a label. Once for each folder that holds recordings. */
  note(folders: readonly string[], level: number): void {
    for (let depth = level; depth >= 0; depth--) {
      const above = folders.slice(0, depth).join('/');
      const levels = this.#known.get(above) ?? new Map<number, number>();
      levels.set(level, (levels.get(level) ?? 0) + 1);
      this.#known.set(above, levels);
    }
  }

  /** The nearest folder that names an emotion beside the eight; -1 where none does. */
  static otherEmotion(folders: readonly string[]): number {
    let level = folders.length - 1;
    while (level >= 0 && !isOtherEmotion(folders[level])) level--;
    return level;
  }

  /**
   * The label's level: where labels are known beneath the nearest shared folder, theirs; else that of the nearest
   * folder that is not said to be a person, a gender or a container such as 'train' or 'audio'.
   *
   * @returns -1 where no folder can be a label.
   */
  guess(folders: readonly string[]): number {
    for (let depth = folders.length - 1; depth >= 0; depth--) {
      const levels = this.#known.get(folders.slice(0, depth).join('/'));
      const usual = levels && mostFrequentBelow(levels, folders.length);
      if (usual !== undefined) return usual;
    }
    let level = folders.length - 1;
    while (level >= 0 && !mayBeLabel(folders[level])) level--;
    return level;
  }
}

function mayBeLabel(folder: string): boolean {
  return !saysPerson(folder) && !saysContainer(folder) && genderNamed(folder) === null;
}

/** The most frequent level among those less than `limit`; the deepest of equals. */
function mostFrequentBelow(levels: ReadonlyMap<number, number>, limit: number): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [level, count] of levels)
    if (level < limit && (count > most || (count === most && level > best!))) {
      best = level;
      most = count;
    }
  return best;
}

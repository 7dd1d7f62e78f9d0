import type { ClipLabels } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import { emotionNamed } from './words.ts';

/** The recordings of one label word, for the user to say which emotion it stands for. */
export interface LabelGroup {
  /** Unique among the groups of one drop, the same for the same word in another. */
  id: string;
  /** As spelled the first time. */
  word: string;
  origin: 'folders' | 'table';
  /** The emotion that the word is taken for; null where it is none of the eight. */
  emotion: Emotion | null;
  /** As given. */
  paths: string[];
  /** One of the paths. */
  example: string;
  /** How many different speakers are known among them. */
  speakers: number;
}

/** What is known of a recording before its emotion is. */
export type Unlabelled = Omit<ClipLabels, 'emotion'>;

/** One word, however it is spelled: case, accents, '_' and '-' aside. */
export function foldWord(word: string): string {
  const folded = word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  return folded === '' ? word : folded;
}

/** Collects recordings by label word. */
export class LabelGroups {
  readonly #groups = new Map<string, LabelGroup>();
  readonly #speakers = new Map<string, Set<string>>();
  readonly #ids = new Map<string, string>();

  add(origin: LabelGroup['origin'], word: string, path: string, speaker: string | null): void {
    const id = this.#idOf(origin, word);
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = { id, word, origin, emotion: emotionNamed(word), paths: [], example: path, speakers: 0 };
      this.#groups.set(id, group);
      this.#speakers.set(id, new Set());
    }
    group.paths.push(path);
    const speakers = this.#speakers.get(id)!;
    if (speaker !== null) group.speakers = speakers.add(speaker).size;
  }

  /** Folders before tables, then by word. */
  sorted(): LabelGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Folding a word is slow for a hundred thousand recordings of a few words. */
  #idOf(origin: LabelGroup['origin'], word: string): string {
    const spelled = `${origin}:${word}`;
    let id = this.#ids.get(spelled);
    if (id === undefined) {
      id = `${origin}:${foldWord(word)}`;
      this.#ids.set(spelled, id);
    }
    return id;
  }
}

import type { ClipLabels, LeftOut } from '../dataset/clip.ts';
import type { PathParts } from './path.ts';

/** What a file's path says about it, before a byte of it is read. */
export type PathReading =
  | { kind: 'clip'; labels: ClipLabels }
  | {
      kind: 'left-out';
      leftOutKind: LeftOut['kind'];
      reason: string;
      /** Set where the corpus is known beyond doubt: what its name tells besides. No other corpus, no folder is asked. */
      known?: Omit<ClipLabels, 'emotion'>;
    }
  /** Nothing a user would miss: directories, system files, documents, tables. */
  | { kind: 'ignored' };

/** A corpus known by how its paths are spelled. */
export interface Corpus {
  /** Display name, as in ClipLabels.corpus. */
  name: string;
  /**
   * Reads an audio file's path; null where the path is not spelled this corpus's way.
   * A left-out of kind 'unlabelled' is not the last word unless the corpus is known: those after this one are asked too.
   */
  read(path: PathParts): PathReading | null;
}

/** A file whose emotion cannot be told. @param reason a sentence; the remedy is added. */
export function unlabelled(reason: string): PathReading {
  const remedy = 'Put it in a folder named after its emotion, such as happy or angry, and add it again.';
  return { kind: 'left-out', leftOutKind: 'unlabelled', reason: `${reason} ${remedy}` };
}

/**
 * A known corpus's clip of an emotion that is none of the eight.
 *
 * @param what e.g. "JL-Corpus's “excited”". @param known the clip's other labels, should a table name an emotion.
 */
export function noneOfTheEight(what: string, known: Omit<ClipLabels, 'emotion'>): PathReading {
  const reason = `${what} is none of the eight emotions. To use it as one of them, name it in a labels.csv.`;
  return { kind: 'left-out', leftOutKind: 'unlabelled', reason, known };
}

import type { ClipLabels, LeftOut } from '../dataset/clip.ts';
import type { PathParts } from './path.ts';

/** What a file's path says about it, before a byte of it is read. */
export type PathReading =
  | { kind: 'clip'; labels: ClipLabels }
  | { kind: 'left-out'; leftOutKind: LeftOut['kind']; reason: string }
  /** Nothing a user would miss: directories, system files, documents, tables. */
  | { kind: 'ignored' };

/** A corpus known by how its paths are spelled. */
export interface Corpus {
  /** Display name, as in ClipLabels.corpus. */
  name: string;
  /**
   * Reads an audio file's path; null where the path is not spelled this corpus's way.
   * A left-out of kind 'unlabelled' is not the last word: the corpora after this one are asked too.
   */
  read(path: PathParts): PathReading | null;
}

/** A file whose emotion cannot be told. @param reason a sentence; the remedy is added. */
export function unlabelled(reason: string): PathReading {
  const remedy = 'Put it in a folder named after its emotion, such as happy or angry, and add it again.';
  return { kind: 'left-out', leftOutKind: 'unlabelled', reason: `${reason} ${remedy}` };
}

import { CREMA_D } from './crema-d.ts';
import { DEMO } from './demo.ts';
import { EMODB } from './emodb.ts';
import { EMOVO } from './emovo.ts';
import { ESD } from './esd.ts';
import { refusalOf } from './extensions.ts';
import { FOLDERS } from './folders.ts';
import { JL_CORPUS } from './jl-corpus.ts';
import { NEMO } from './nemo.ts';
import { type PathParts, parsePath } from './path.ts';
import { RAVDESS } from './ravdess.ts';
import type { Corpus, PathReading } from './reading.ts';
import { SAVEE } from './savee.ts';
import { TESS } from './tess.ts';

export type { Corpus, PathReading } from './reading.ts';

/** Asked in this order. No name is spelled as in two of them, but for the demo's, which are RAVDESS's own. */
export const KNOWN_CORPORA: readonly Corpus[] = [
  DEMO,
  RAVDESS,
  TESS,
  CREMA_D,
  SAVEE,
  EMODB,
  EMOVO,
  NEMO,
  JL_CORPUS,
  ESD,
];

/** All of them; labelled folders, which take any name, come last. */
export const CORPORA: readonly Corpus[] = [...KNOWN_CORPORA, FOLDERS];

/** Asks the corpora in turn; the first that knows the spelling but not the label has the more telling reason. */
function ask(corpora: readonly Corpus[], parts: PathParts): PathReading | null {
  let unlabelled: PathReading | null = null;
  for (const corpus of corpora) {
    const reading = corpus.read(parts);
    if (reading === null) continue;
    if (reading.kind !== 'left-out' || reading.leftOutKind !== 'unlabelled' || reading.known) return reading;
    unlabelled ??= reading;
  }
  return unlabelled;
}

/** What the known corpora make of an audio file's path; null where none knows the spelling. */
export function readKnown(parts: PathParts): PathReading | null {
  return ask(KNOWN_CORPORA, parts);
}

/**
 * Reads labels from a file's path alone, as the official sites, Kaggle and people's own folders spell it.
 * Letter case does not matter, nor do folders around the corpus: Kaggle's doubled trees read the same twice.
 *
 * @param path as the zip or folder spells it, with slashes of either kind.
 * @returns a clip's labels; or why the file is left out, in plain words; or 'ignored' for what is no audio.
 */
export function readPath(path: string): PathReading {
  const parts = parsePath(path);
  if (parts === null) return { kind: 'ignored' };
  return refusalOf(parts.extension) ?? ask(CORPORA, parts) ?? { kind: 'ignored' };
}

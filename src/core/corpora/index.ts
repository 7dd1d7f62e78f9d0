import { CREMA_D } from './crema-d.ts';
import { DEMO } from './demo.ts';
import { EMODB } from './emodb.ts';
import { EMOVO } from './emovo.ts';
import { ESD } from './esd.ts';
import { JL_CORPUS } from './jl-corpus.ts';
import { NEMO } from './nemo.ts';
import type { PathParts } from './path.ts';
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

/**
 * What the known corpora make of an audio file's path; null where none knows the spelling. Letter case does not matter, nor
 * do folders around the corpus: Kaggle's doubled trees read the same twice. The first corpus that knows the spelling but
 * not the label has the more telling reason.
 */
export function readKnown(parts: PathParts): PathReading | null {
  let unlabelled: PathReading | null = null;
  for (const corpus of KNOWN_CORPORA) {
    const reading = corpus.read(parts);
    if (reading === null) continue;
    if (reading.kind !== 'left-out' || reading.leftOutKind !== 'unlabelled' || reading.known) return reading;
    unlabelled ??= reading;
  }
  return unlabelled;
}

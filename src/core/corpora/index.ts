import { CREMA_D } from './crema-d.ts';
import { DEMO } from './demo.ts';
import { FOLDERS } from './folders.ts';
import { parsePath } from './path.ts';
import { RAVDESS } from './ravdess.ts';
import type { Corpus, PathReading } from './reading.ts';
import { SAVEE } from './savee.ts';
import { TESS } from './tess.ts';

export type { Corpus, PathReading } from './reading.ts';

/** Asked in this order; labelled folders, which take any name, come last. */
export const CORPORA: readonly Corpus[] = [DEMO, RAVDESS, TESS, CREMA_D, SAVEE, FOLDERS];

/** What browsers can decode. MP4 and WebM are here for their sound: it is what they record themselves. */
const AUDIO_EXTENSIONS = new Set('wav wave aif aiff aifc mp3 flac ogg oga opus m4a aac mp4 webm'.split(' '));

/** Audio that no browser can decode: a user would miss these, so they are listed. */
const UNDECODABLE_EXTENSIONS = new Set('wma amr sph au snd caf ra ape wv'.split(' '));

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
  if (UNDECODABLE_EXTENSIONS.has(parts.extension)) {
    const reason = `Browsers cannot decode .${parts.extension} files. Convert it to WAV and add it again.`;
    return { kind: 'left-out', leftOutKind: 'unreadable', reason };
  }
  if (!AUDIO_EXTENSIONS.has(parts.extension)) return { kind: 'ignored' };

  // The first corpus that knows the spelling but not the label has the more telling reason.
  let unlabelled: PathReading | null = null;
  for (const corpus of CORPORA) {
    const reading = corpus.read(parts);
    if (reading === null) continue;
    if (reading.kind !== 'left-out' || reading.leftOutKind !== 'unlabelled') return reading;
    unlabelled ??= reading;
  }
  return unlabelled ?? { kind: 'ignored' };
}

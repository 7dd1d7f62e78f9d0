/** Reads the tables among the files: one of them may be a labels.csv. */
import { IntoneError, UnreadableSourceError } from '../src/core/errors.ts';
import { readPlace } from './readPlace.ts';
import type { FoundFile } from './sources.ts';
import { StageClock } from './stageClock.ts';

/** More than any lists of clips take. */
const LARGEST_TABLE_BYTES = 64 * 1024 * 1024;

/** Corpora come with tables of their own; more than this many are not about clips. */
const MOST_TABLES = 50;

export async function readTables(
  files: readonly FoundFile[],
): Promise<{ tables: { path: string; text: string }[]; problems: IntoneError[] }> {
  const tables: { path: string; text: string }[] = [];
  const problems: IntoneError[] = [];
  const candidates = files.filter(({ path }) => /\.(csv|tsv)$/i.test(path) && !path.includes('__MACOSX'));
  let total = 0;
  for (const { path, place } of candidates.slice(0, MOST_TABLES)) {
    const bytes = place.kind === 'packed' ? place.entry.bytes : place.file.size;
    total += bytes;
    try {
      // Together, for all are held as text at once.
      if (total > LARGEST_TABLE_BYTES)
        throw new UnreadableSourceError(
          `“${path}” was not read: tables of labels may take ${LARGEST_TABLE_BYTES / 1024 ** 2} MB together.`,
          'Keep only the columns path, emotion and speaker.',
        );
      tables.push({ path, text: decodeText(await readPlace(place, path, new StageClock())) });
    } catch (error) {
      if (!(error instanceof IntoneError)) throw error;
      problems.push(error);
    }
  }
  return { tables, problems };
}

/** As spreadsheets save it: UTF-16 with its mark, UTF-8, or what Windows used before. */
function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

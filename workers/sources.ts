/** The files of a dropped zip, folder or handful of files, each with the place its bytes are at. Zips inside a zip are opened too. */
import type { LeftOut } from '../src/core/dataset/clip.ts';
import { IntoneError } from '../src/core/errors.ts';
import { readDirectory, type ZipEntry } from '../src/core/zip/directory.ts';
import type { Place, Source } from './protocol.ts';
import { accessOf, openNested, packedOf } from './unpack.ts';

export interface FoundFile {
  path: string;
  place: Place;
}

export interface Found {
  files: FoundFile[];
  leftOut: LeftOut[];
}

/** @throws UnreadableSourceError where the zip as a whole cannot be read */
export async function filesOf(source: Source): Promise<Found> {
  if (source.kind === 'files')
    return {
      files: source.files.map(({ path, file }) => ({ path, place: { kind: 'file', file } })),
      leftOut: [],
    };
  const { file: archive, name } = source;
  const archiveId = crypto.randomUUID();
  const found: Found = { files: [], leftOut: [] };
  for (const entry of await readDirectory(accessOf(archive, name), name)) {
    if (isZip(entry.path) && !isResourceFork(entry.path)) await addNested(archive, entry, name, found);
    else found.files.push({ path: entry.path, place: { kind: 'packed', archive, archiveId, entry } });
  }
  return found;
}

/** The files of a zip inside a zip, its path before theirs. One that cannot be read is left out with its reason. */
async function addNested(outer: Blob, zip: ZipEntry, source: string, found: Found): Promise<void> {
  const leaveOut = (path: string, error: unknown) => {
    const { message, remedy } = error instanceof IntoneError ? error : { message: String(error), remedy: '' };
    found.leftOut.push({ path, source, kind: 'unreadable', reason: `${message} ${remedy}`.trim() });
  };
  try {
    const archive = await openNested(packedOf(outer, zip));
    const folder = zip.path.replace(/\.zip$/i, '');
    const archiveId = crypto.randomUUID();
    for (const entry of await readDirectory(accessOf(archive, zip.path), zip.path)) {
      const path = `${folder}/${entry.path}`;
      if (isZip(entry.path)) leaveOut(path, new DeeplyNestedError(path));
      else found.files.push({ path, place: { kind: 'packed', archive, archiveId, entry } });
    }
  } catch (error) {
    leaveOut(zip.path, error);
  }
}

/** A zip in a zip in a zip. */
class DeeplyNestedError extends IntoneError {
  constructor(path: string) {
    super(
      'DeeplyNestedError',
      `“${path}” is a zip inside a zip inside a zip.`,
      'Unzip the outer one and drop what is inside.',
    );
  }
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}

/** macOS keeps a shadow of every file beside it. */
function isResourceFork(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._)/.test(path);
}

import { viewOf } from '../bytes.ts';
import type { RandomAccess } from './access.ts';
import { readCentralHeader } from './central.ts';
import { type DirectoryPlace, findDirectory } from './end-record.ts';
import type { ZipEntry } from './entry.ts';
import { damagedZip, emptyZip, implausibleZip, incompleteZip, splitZip } from './failures.ts';
import { harmlessPath, UniqueLabels } from './labels.ts';
import { checkPlausible } from './plausible.ts';
import { DIGITAL_SIGNATURE } from './signatures.ts';

export type { RandomAccess } from './access.ts';
export type { ZipEntry } from './entry.ts';

const MOST_ENTRIES = 1_000_000;

/** A million entries with paths of ordinary length. */
const LARGEST_DIRECTORY_BYTES = 256 * 1024 ** 2;

const WRAP_BYTES = 2 ** 32;

/**
 * Reads a zip's table of contents: three or four small reads, whatever the zip's size.
 *
 * @param file the zip
 * @param name for messages
 * @returns files only, in the directory's order, at least one
 * @throws UnreadableSourceError where it is empty, no zip, incomplete, damaged, split, protected as a whole, or
 *   built to harm
 */
export async function readDirectory(file: RandomAccess, name: string): Promise<ZipEntry[]> {
  const place = await findDirectory(file, name);
  if (place.entries > MOST_ENTRIES) throw tooMany(name);
  if (place.bytes > LARGEST_DIRECTORY_BYTES)
    throw implausibleZip(name, 'Its table of contents is larger than 256 MB');
  const directory = await file.read(place.start, place.bytes);
  if (directory.length < place.bytes) throw incompleteZip(name, file.size);
  const entries = readEntries(directory, place, name);
  if (entries.length === 0) throw emptyZip(name);
  checkPlausible(entries, place.start, file.size, name);
  return entries;
}

function readEntries(directory: Uint8Array, place: DirectoryPlace, name: string): ZipEntry[] {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  const labels = new UniqueLabels();
  let count = 0;
  let wrapped = 0;
  let previous = 0;
  for (let at = 0; at < directory.length; count++) {
    if (count === MOST_ENTRIES) throw tooMany(name);
    const header = readCentralHeader(directory, view, at);
    if (!header) {
      if (at + 4 <= directory.length && view.getUint32(at, true) === DIGITAL_SIGNATURE) break;
      throw damagedZip(
        name,
        `entry ${(count + 1).toLocaleString('en')} of its table of contents is unreadable`,
      );
    }
    if (header.disk !== 0) throw splitZip(name);
    at += header.length;
    // Offsets cut to 32 bits still ascend, except where they wrap.
    if (place.offsetsWrap && header.offset < previous) wrapped += WRAP_BYTES;
    previous = header.offset;
    if (isDirectory(header.name)) continue;
    entries.push({
      path: labels.unique(harmlessPath(header.name)),
      offset: header.offset + place.shift + wrapped,
      compressedBytes: header.compressedBytes,
      bytes: header.bytes,
      method: header.method,
      crc32: header.crc32,
      encrypted: header.encrypted,
    });
  }
  const isWhole = place.countIsExact ? count === place.entries : (count & 0xffff) === place.entries;
  if (!isWhole)
    throw damagedZip(
      name,
      `its table of contents lists ${count.toLocaleString('en')} entries and speaks of ${place.entries.toLocaleString('en')}`,
    );
  return entries;
}

/** Windows' own zips of long ago end a folder's name in a backslash. */
function isDirectory(path: string): boolean {
  return path.endsWith('/') || path.endsWith('\\');
}

function tooMany(name: string): Error {
  return implausibleZip(name, `It holds more than ${MOST_ENTRIES.toLocaleString('en')} files`);
}

import type { ZipEntry } from './entry.ts';
import { damagedZip, implausibleZip, protectedZip } from './failures.ts';
import { LOCAL_HEADER_BYTES } from './signatures.ts';

/** A bomb is told from a corpus of digital silence by both: it unpacks to far more, and to more than any disk likes. */
const LARGEST_RATIO = 1000;
const LARGEST_SUSPECT_BYTES = 4 * 1024 ** 3;

/**
 * Checks a directory as a whole, before anything is unpacked.
 * Overlapping entries are how a small zip unpacks to petabytes without nesting (Fifield 2019, "A better zip bomb").
 *
 * @param directoryStart where entries end, in bytes from the start of the file
 * @throws UnreadableSourceError where entries overlap or lie outside, where it is a bomb, or all of it is encrypted
 */
export function checkPlausible(
  entries: readonly ZipEntry[],
  directoryStart: number,
  sizeBytes: number,
  name: string,
): void {
  let declared = 0;
  for (const entry of entries) {
    declared += entry.bytes;
    if (leastEnd(entry) > directoryStart)
      throw damagedZip(name, `“${entry.path}” lies outside of it, as far as its table of contents says`);
  }
  if (declared > LARGEST_SUSPECT_BYTES && declared > LARGEST_RATIO * sizeBytes)
    throw implausibleZip(
      name,
      `It says that its ${sizeBytes.toLocaleString('en')} bytes unpack to ${Math.round(declared / 1e9).toLocaleString('en')} GB`,
    );
  const ordered = inFileOrder(entries);
  for (let i = 1; i < ordered.length; i++)
    if (leastEnd(ordered[i - 1]) > ordered[i].offset)
      throw implausibleZip(name, `“${ordered[i - 1].path}” and “${ordered[i].path}” overlap in it`);
  const withData = entries.filter((entry) => entry.bytes > 0);
  if (withData.length > 0 && withData.every((entry) => entry.encrypted)) throw protectedZip(name);
}

/** Where an entry ends at the earliest: its local header's name and extra field are not known yet. */
function leastEnd(entry: ZipEntry): number {
  return entry.offset + LOCAL_HEADER_BYTES + entry.compressedBytes;
}

function inFileOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  for (let i = 1; i < entries.length; i++)
    if (entries[i].offset < entries[i - 1].offset) return [...entries].sort((a, b) => a.offset - b.offset);
  return entries;
}

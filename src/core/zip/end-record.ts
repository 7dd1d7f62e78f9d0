import { viewOf } from '../bytes.ts';
import type { UnreadableSourceError } from '../errors.ts';
import type { RandomAccess } from './access.ts';
import { damagedZip, emptyZip, incompleteZip, splitZip } from './failures.ts';
import { notZip } from './not-zip.ts';
import {
  CENTRAL_HEADER,
  END_RECORD,
  END_RECORD_BYTES,
  IN_ZIP64_32,
  LOCAL_HEADER,
  SPLIT_MARK,
  ZIP64_END_LOCATOR,
  ZIP64_END_LOCATOR_BYTES,
} from './signatures.ts';
import { readUint64 } from './uint64.ts';
import { readZip64End } from './zip64-end.ts';

/** Where a zip's directory lies, as found. */
export interface DirectoryPlace {
  /** From the start of the file. */
  start: number;
  bytes: number;
  /** As declared; only its lower 16 bits count unless `countIsExact`. */
  entries: number;
  countIsExact: boolean;
  /** What to add to the offsets in the zip: the length of the data before it. */
  shift: number;
  /** True where offsets were cut to 32 bits, as macOS writes zips beyond 4 GB. */
  offsetsWrap: boolean;
}

/** A zip ends in a record of 22 bytes and a comment of at most 65,535, with zip64's two records before it. */
const TAIL_BYTES = 0xffff + END_RECORD_BYTES + 1024;

/** A comment may hold what looks like an end record; nobody's holds more than this. */
const MOST_CANDIDATES = 16;

const WRAP_BYTES = 2 ** 32;

/**
 * Finds a zip's directory from the file's end: the last end record behind a directory counts.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16; data before the zip as Info-ZIP's unzip 6.0 allows for it.
 *
 * @throws UnreadableSourceError where it is empty, no zip, incomplete, split or without a directory
 */
export async function findDirectory(file: RandomAccess, name: string): Promise<DirectoryPlace> {
  if (file.size === 0) throw emptyZip(name);
  const head = await file.read(0, 64);
  const tailStart = Math.max(0, file.size - TAIL_BYTES);
  const tail = await file.read(tailStart, file.size - tailStart);
  const startsWithEntry = markOf(head, 0) === LOCAL_HEADER;

  let failure: UnreadableSourceError | null = null;
  for (const at of endRecords(tail)) {
    const end: EndRecord = { file, name, tail, at, position: tailStart + at };
    const found = await placeOf(end, startsWithEntry);
    if ('start' in found) return found;
    failure ??= found;
  }
  if (failure) throw failure;
  if (head.length === 0) throw emptyZip(name);
  if (markOf(head, 0) === SPLIT_MARK || /\.z\d\d$/i.test(name)) throw splitZip(name);
  if (startsWithEntry) throw incompleteZip(name, file.size);
  throw notZip(name, head);
}

interface EndRecord {
  file: RandomAccess;
  name: string;
  tail: Uint8Array;
  /** In the tail. */
  at: number;
  /** In the file. */
  position: number;
}

/** The places in the tail where an end record with its comment may stand, last first. */
function endRecords(tail: Uint8Array): number[] {
  const found: number[] = [];
  const view = viewOf(tail);
  for (let at = tail.length - END_RECORD_BYTES; at >= 0 && found.length < MOST_CANDIDATES; at--) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== END_RECORD) continue;
    if (at + END_RECORD_BYTES + view.getUint16(at + 20, true) <= tail.length) found.push(at);
  }
  return found;
}

/** The directory that an end record speaks of, or why there is none. */
async function placeOf(
  end: EndRecord,
  startsWithEntry: boolean,
): Promise<DirectoryPlace | UnreadableSourceError> {
  const { file, name, tail, at } = end;
  const view = viewOf(tail);
  let disk = view.getUint16(at + 4, true);
  let directoryDisk = view.getUint16(at + 6, true);
  let entriesHere = view.getUint16(at + 8, true);
  let entries = view.getUint16(at + 10, true);
  let bytes = view.getUint32(at + 12, true);
  let declaredStart = view.getUint32(at + 16, true);
  let directoryEnd = end.position;

  const locatorAt = at - ZIP64_END_LOCATOR_BYTES;
  const hasZip64 = markOf(tail, locatorAt) === ZIP64_END_LOCATOR;
  if (hasZip64) {
    if (view.getUint32(locatorAt + 16, true) > 1) return splitZip(name);
    const locatorPosition = end.position - ZIP64_END_LOCATOR_BYTES;
    const zip64 = await readZip64End(file, readUint64(view, locatorAt + 8), locatorPosition);
    if (!zip64) return damagedZip(name, 'its zip64 end record is not where it should be');
    ({ disk, directoryDisk, entriesHere, entries, bytes, declaredStart } = zip64);
    directoryEnd = zip64.position;
  } else if (bytes === IN_ZIP64_32 || declaredStart === IN_ZIP64_32) {
    return damagedZip(name, 'its zip64 end record is missing');
  }
  if (disk !== 0 || directoryDisk !== 0 || entriesHere !== entries) return splitZip(name);
  if (bytes > directoryEnd) return incompleteZip(name, file.size);

  const countIsExact = hasZip64;
  if (bytes === 0) {
    if (entries !== 0) return damagedZip(name, 'its table of contents is missing');
    return { start: directoryEnd, bytes, entries, countIsExact, shift: 0, offsetsWrap: false };
  }
  const start = directoryEnd - bytes;
  const shift = start - declaredStart;
  if (await isDirectory(file, start)) {
    const offsetsWrap = !hasZip64 && startsWithEntry && shift > 0 && shift % WRAP_BYTES === 0;
    if (offsetsWrap) return { start, bytes, entries, countIsExact, shift: 0, offsetsWrap };
    // Before a self-extracting zip stands a program. An entry there belongs to another zip, around this one or
    // before it: to open this one would be to lose the other's files without a word.
    if (shift < 0 || (shift > 0 && startsWithEntry)) return incompleteZip(name, file.size);
    return { start, bytes, entries, countIsExact, shift, offsetsWrap };
  }
  if (shift > 0 && (await isDirectory(file, declaredStart)))
    return { start: declaredStart, bytes, entries, countIsExact, shift: 0, offsetsWrap: false };
  return shift < 0
    ? incompleteZip(name, file.size)
    : damagedZip(name, 'its table of contents is not where it should be');
}

async function isDirectory(file: RandomAccess, position: number): Promise<boolean> {
  return markOf(await file.read(position, 4), 0) === CENTRAL_HEADER;
}

/** The mark at a place, or null where it lies outside the bytes. */
function markOf(bytes: Uint8Array, at: number): number | null {
  return at >= 0 && at + 4 <= bytes.length ? viewOf(bytes).getUint32(at, true) : null;
}

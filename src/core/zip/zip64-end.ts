import { viewOf } from '../bytes.ts';
import type { RandomAccess } from './access.ts';
import { ZIP64_END_RECORD, ZIP64_END_RECORD_BYTES } from './signatures.ts';
import { readUint64 } from './uint64.ts';

/** The end record of a zip that has outgrown 16- and 32-bit fields. */
export interface Zip64End {
  /** Of the record, from the start of the file. */
  position: number;
  disk: number;
  directoryDisk: number;
  entriesHere: number;
  entries: number;
  bytes: number;
  declaredStart: number;
}

/**
 * Reads the zip64 end record (APPNOTE 4.3.14).
 * It stands where the locator says, or, where data stands before the zip, right before the locator.
 *
 * @returns null where it is at neither place
 */
export async function readZip64End(
  file: RandomAccess,
  declared: number,
  locatorPosition: number,
): Promise<Zip64End | null> {
  const latest = locatorPosition - ZIP64_END_RECORD_BYTES;
  for (const position of [declared, latest]) {
    if (position < 0 || position > latest) continue;
    const record = await file.read(position, ZIP64_END_RECORD_BYTES);
    if (record.length < ZIP64_END_RECORD_BYTES) continue;
    const view = viewOf(record);
    if (view.getUint32(0, true) !== ZIP64_END_RECORD) continue;
    return {
      position,
      disk: view.getUint32(16, true),
      directoryDisk: view.getUint32(20, true),
      entriesHere: readUint64(view, 24),
      entries: readUint64(view, 32),
      bytes: readUint64(view, 40),
      declaredStart: readUint64(view, 48),
    };
  }
  return null;
}

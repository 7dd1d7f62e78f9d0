import { viewOf } from '../bytes.ts';
import { extraField } from './extra.ts';
import { decodeName } from './names.ts';
import { CENTRAL_HEADER, CENTRAL_HEADER_BYTES, IN_ZIP64_16, IN_ZIP64_32 } from './signatures.ts';
import { readUint64 } from './uint64.ts';

const ZIP64_EXTRA = 0x0001;

const FLAG_ENCRYPTED = 1 << 0;
const FLAG_UTF8 = 1 << 11;
const FLAG_HEADERS_ENCRYPTED = 1 << 13;

/** One header of the directory, as it is spelled there. */
export interface CentralHeader {
  /** Of the whole header, in bytes. */
  length: number;
  name: string;
  disk: number;
  offset: number;
  compressedBytes: number;
  bytes: number;
  method: number;
  crc32: number;
  encrypted: boolean;
}

/**
 * Reads one header of the directory (APPNOTE 4.3.12), zip64 fields included.
 *
 * @param directory the whole directory
 * @param view of the same bytes
 * @returns null where no whole header stands there
 */
export function readCentralHeader(directory: Uint8Array, view: DataView, at: number): CentralHeader | null {
  if (at + CENTRAL_HEADER_BYTES > directory.length || view.getUint32(at, true) !== CENTRAL_HEADER)
    return null;
  const nameStart = at + CENTRAL_HEADER_BYTES;
  const extraStart = nameStart + view.getUint16(at + 28, true);
  const commentStart = extraStart + view.getUint16(at + 30, true);
  const end = commentStart + view.getUint16(at + 32, true);
  if (end > directory.length) return null;

  const flags = view.getUint16(at + 8, true);
  const extra = directory.subarray(extraStart, commentStart);
  const header: CentralHeader = {
    length: end - at,
    name: decodeName(directory.subarray(nameStart, extraStart), extra, (flags & FLAG_UTF8) !== 0),
    disk: view.getUint16(at + 34, true),
    offset: view.getUint32(at + 42, true),
    compressedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    encrypted: (flags & (FLAG_ENCRYPTED | FLAG_HEADERS_ENCRYPTED)) !== 0,
  };
  return readZip64Fields(header, extra) ? header : null;
}

/**
 * Fills in what did not fit into 32 bits (APPNOTE 4.5.3): those fields alone, in this order.
 * @returns false where the extra field is too short for them
 */
function readZip64Fields(header: CentralHeader, extra: Uint8Array): boolean {
  const field = extraField(extra, ZIP64_EXTRA);
  if (!field) return true;
  const view = viewOf(field);
  let at = 0;
  for (const key of ['bytes', 'compressedBytes', 'offset'] as const) {
    if (header[key] !== IN_ZIP64_32) continue;
    if (at + 8 > field.length) return false;
    header[key] = readUint64(view, at);
    at += 8;
  }
  if (header.disk === IN_ZIP64_16) {
    if (at + 4 > field.length) return false;
    header.disk = view.getUint32(at, true);
  }
  return true;
}

import { viewOf } from '../bytes.ts';
import { LOCAL_HEADER, LOCAL_HEADER_BYTES } from './signatures.ts';

/**
 * How far an entry's data lies behind the start of its local header, whose name and extra field have lengths of
 * their own: the directory's may differ.
 *
 * @param header bytes from the local header on; the first 30 are enough
 * @returns bytes, or null where this is no local header
 */
export function localDataOffset(header: Uint8Array): number | null {
  if (header.length < LOCAL_HEADER_BYTES) return null;
  const view = viewOf(header);
  if (view.getUint32(0, true) !== LOCAL_HEADER) return null;
  return LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

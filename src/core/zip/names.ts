import { viewOf } from '../bytes.ts';
import { decodeCp437 } from './cp437.ts';
import { crc32 } from './crc32.ts';
import { extraField } from './extra.ts';
import { decodeUtf8 } from './utf8.ts';

/** Info-ZIP's Unicode path (APPNOTE 4.6.9): version 1, the plain name's CRC-32, the name in UTF-8. */
const UNICODE_PATH = 0x7075;

/**
 * An entry's name as text. Zips say UTF-8 by a flag or spell it again in an extra field; many say nothing and
 * mean either UTF-8 (macOS, older Linux) or the DOS code page (Windows), which is hardly ever valid UTF-8.
 *
 * @param raw the name's bytes
 * @param extra the header's extra data
 * @param saysUtf8 flag 11 of the header
 */
export function decodeName(raw: Uint8Array, extra: Uint8Array, saysUtf8: boolean): string {
  const alone = decodeUtf8(raw);
  if (saysUtf8 && alone !== null) return alone;
  return unicodePath(raw, extra) ?? alone ?? decodeCp437(raw);
}

/** The Unicode path, unless the entry was renamed since by a program that did not know of it. */
function unicodePath(raw: Uint8Array, extra: Uint8Array): string | null {
  const field = extraField(extra, UNICODE_PATH);
  if (!field || field.length < 6 || field[0] !== 1) return null;
  return viewOf(field).getUint32(1, true) === crc32(raw) ? decodeUtf8(field.subarray(5)) : null;
}

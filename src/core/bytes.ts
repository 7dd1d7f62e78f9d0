/** Four bytes as ASCII: a chunk's id, a file's magic. Shorter at the end of the bytes. */
export function fourCc(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the bytes at `offset` are exactly these. */
export function matches(bytes: Uint8Array, offset: number, expected: ArrayLike<number>): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[offset + i] !== expected[i]) return false;
  return true;
}

/**
 * The bytes at an address that a typed array of `width`-byte elements may start at, least significant first:
 * as they are where they already do, else a copy. Length must be a multiple of `width`.
 */
export function alignedLittleEndian(bytes: Uint8Array, width: number, littleEndian: boolean): Uint8Array {
  if (littleEndian || width === 1) return bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  const swapped = new Uint8Array(bytes.length);
  for (let start = 0; start < bytes.length; start += width) {
    for (let b = 0; b < width; b++) swapped[start + b] = bytes[start + width - 1 - b];
  }
  return swapped;
}

/** A 64-bit little-endian number. Beyond 2⁵³ it is inexact, and larger than any file in any case. */
export function readUint64(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) * 2 ** 32 + view.getUint32(offset, true);
}

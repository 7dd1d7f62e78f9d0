import { viewOf } from '../bytes.ts';

/**
 * One field of a header's extra data (APPNOTE 4.5): pairs of a 16-bit id and a 16-bit length, then the body.
 *
 * @returns the body; null where there is none or it runs past the end
 */
export function extraField(extra: Uint8Array, id: number): Uint8Array | null {
  if (extra.length < 4) return null;
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === id) return end <= extra.length ? extra.subarray(at + 4, end) : null;
    at = end;
  }
  return null;
}

/**
 * Bytes that a structured clone of plain data takes, roughly: buffers at their full length, texts at one byte a
 * character, numbers at eight. What is referred to twice counts once, as in the clone.
 */
export function cloneSize(value: unknown): number {
  return sizeOf(value, new Set());
}

function sizeOf(value: unknown, seen: Set<object>): number {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return 8;
  if (typeof value !== 'object' || value === null) return 1;
  // A clone of a view, however short, holds all of its buffer.
  const held = ArrayBuffer.isView(value) ? value.buffer : value;
  if (seen.has(held)) return 0;
  seen.add(held);
  if (held instanceof ArrayBuffer) return held.byteLength;
  if (held instanceof Blob) return held.size;
  let bytes = 0;
  for (const [key, field] of Object.entries(held)) {
    if (!Array.isArray(held)) bytes += key.length;
    bytes += sizeOf(field, seen);
  }
  return bytes;
}

import { fourCc, viewOf } from '../bytes.ts';

/** Chunks of the files that descend from IFF: RIFF, RIFX and RF64 (WAV), FORM (AIFF). */
export interface Chunk {
  id: string;
  /** As the header says, whatever the file has. */
  size: number;
  /** Offset of the first byte after the chunk's header. */
  body: number;
}

/** After the outer chunk's id and size and the form's name. */
const FIRST_CHUNK = 12;
const CHUNK_HEADER_BYTES = 8;
/** No file has as many; it keeps a hostile one, all tiny chunks, from taking minutes. */
const MOST_CHUNKS = 100_000;

/** The chunks one after another, as far as the file goes. */
export function* chunksOf(bytes: Uint8Array, littleEndian: boolean): Generator<Chunk, void> {
  const view = viewOf(bytes);
  let offset = FIRST_CHUNK;
  for (let n = 0; n < MOST_CHUNKS && offset + CHUNK_HEADER_BYTES <= bytes.length; n++) {
    const size = view.getUint32(offset + 4, littleEndian);
    const body = offset + CHUNK_HEADER_BYTES;
    yield { id: fourCc(bytes, offset), size, body };
    offset = nextChunk(bytes, body + size, littleEndian);
  }
}

/** Chunks start on even offsets; some writers forget the pad byte after an odd one. */
function nextChunk(bytes: Uint8Array, end: number, littleEndian: boolean): number {
  if (end % 2 === 0) return end;
  return bytes[end] !== 0 && looksLikeChunk(bytes, end, littleEndian) ? end : end + 1;
}

/** Whether a chunk header, four printable characters and a size that fits, stands at `offset`. */
function looksLikeChunk(bytes: Uint8Array, offset: number, littleEndian: boolean): boolean {
  const body = offset + CHUNK_HEADER_BYTES;
  if (body > bytes.length || !/^[\x20-\x7e]{4}$/.test(fourCc(bytes, offset))) return false;
  return body + viewOf(bytes).getUint32(offset + 4, littleEndian) <= bytes.length;
}

/**
 * The bytes of the chunk that holds the sound, as far as the file goes.
 * @param size what its header says; null where the header says that it does not know. A writer that could not go back
 *   to fill in the size leaves a 0, so 0 with no other chunk behind it means "to the end" as well.
 */
export function soundOf(
  bytes: Uint8Array,
  body: number,
  size: number | null,
  littleEndian: boolean,
): { bytes: Uint8Array; truncated: boolean } {
  const open = size === null || (size === 0 && !looksLikeChunk(bytes, body, littleEndian));
  const end = open ? bytes.length : body + size;
  return { bytes: bytes.subarray(body, Math.min(end, bytes.length)), truncated: end > bytes.length };
}

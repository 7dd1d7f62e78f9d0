import type { Allocate } from '../allocate.ts';
import { fourCc, matches, viewOf } from '../bytes.ts';
import { UnreadableAudioError } from '../errors.ts';
import { readLayout } from './layout.ts';
import type { Pcm } from './pcm.ts';
import { readWaveFormat } from './wave-format.ts';

/** Chunks are named by GUIDs: four letters and this tail. */
const CHUNK_TAIL = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a];
/** A GUID and a size, which counts these bytes too. */
const CHUNK_HEADER_BYTES = 24;
/** After the riff chunk's header comes the GUID 'wave'. */
const FIRST_CHUNK = 40;
const ALIGNMENT = 8;

/**
 * Reads Sony Wave64, which is WAVE with sizes of 64 bits. Encodings are decodeWav's.
 * @throws UnreadableAudioError naming the file when the header is damaged or the encoding is another.
 * Source: Sony Pictures Digital, "Sony Wave64 file format" (2006).
 */
export function decodeWave64(bytes: Uint8Array, name: string, allocate?: Allocate): Pcm {
  const view = viewOf(bytes);
  let fmt: Uint8Array | null = null;
  let data: { bytes: Uint8Array; truncated: boolean } | null = null;
  for (let offset = FIRST_CHUNK; offset + CHUNK_HEADER_BYTES <= bytes.length; ) {
    const id = matches(bytes, offset + 4, CHUNK_TAIL) ? fourCc(bytes, offset) : '';
    // Beyond 2⁵³ a number loses its last digits, and the file its end.
    const size = Number(view.getBigUint64(offset + 16, true));
    const body = offset + CHUNK_HEADER_BYTES;
    const end = offset + Math.max(size, CHUNK_HEADER_BYTES);
    if (id === 'fmt ' && fmt === null) fmt = bytes.subarray(body, end);
    if (id === 'data' && data === null) {
      data = { bytes: bytes.subarray(body, Math.min(end, bytes.length)), truncated: end > bytes.length };
    }
    offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
  }
  if (fmt === null) {
    throw new UnreadableAudioError(`${name}: the Wave64 header is cut off or has no format chunk.`);
  }
  const format = readWaveFormat(fmt, true, name);
  if (data === null) throw new UnreadableAudioError(`${name}: the Wave64 file has no sound data.`);
  return readLayout(
    { container: 'Wave64', ...format, data: data.bytes, truncated: data.truncated },
    name,
    allocate,
  );
}

import type { Allocate } from '../allocate.ts';
import { fourCc, viewOf } from '../bytes.ts';
import { UnreadableAudioError } from '../errors.ts';
import { chunksOf, soundOf } from './iff.ts';
import { readLayout } from './layout.ts';
import type { Pcm } from './pcm.ts';
import { readWaveFormat } from './wave-format.ts';

/** A size that says "too large for this field" (RF64) or "not known yet" (a writer that could not go back). */
const NO_SIZE = 0xffff_ffff;

interface Chunks {
  fmt: Uint8Array | null;
  data: { bytes: Uint8Array; truncated: boolean } | null;
}

/**
 * Reads RIFF/WAVE, its big-endian sister RIFX, and RF64: PCM of 8 to 32 bits, float of 32 or 64 bits, A-law, µ-law,
 * IMA or Microsoft ADPCM, plain or extensible.
 * Sizes in headers are believed only as far as the file goes, chunks may stand in any order, and those it does not
 * need are stepped over; of several fmt or data chunks the first counts.
 * @throws UnreadableAudioError naming the file when the header is damaged or the encoding is another.
 * Source: Microsoft/IBM "Multimedia Programming Interface and Data Specifications 1.0"; EBU Tech 3306 for RF64.
 */
export function decodeWav(bytes: Uint8Array, name: string, allocate?: Allocate): Pcm {
  const littleEndian = fourCc(bytes, 0) !== 'RIFX';
  const { fmt, data } = findChunks(bytes, littleEndian);
  if (fmt === null) {
    throw new UnreadableAudioError(`${name}: the WAV header is cut off or has no format chunk.`);
  }
  const format = readWaveFormat(fmt, littleEndian, name);
  if (data === null) throw new UnreadableAudioError(`${name}: the WAV file has no sound data.`);
  return readLayout(
    { container: 'WAV', ...format, data: data.bytes, truncated: data.truncated },
    name,
    allocate,
  );
}

function findChunks(bytes: Uint8Array, littleEndian: boolean): Chunks {
  const found: Chunks = { fmt: null, data: null };
  let size64: number | null = null;
  for (const { id, size, body } of chunksOf(bytes, littleEndian)) {
    if (id === 'fmt ' && found.fmt === null) found.fmt = bytes.subarray(body, body + size);
    if (id === 'ds64' && bytes.length - body >= 16)
      size64 = Number(viewOf(bytes).getBigUint64(body + 8, true));
    if (id === 'data' && found.data === null) {
      found.data = soundOf(bytes, body, size === NO_SIZE ? size64 : size, littleEndian);
    }
    if (found.fmt !== null && found.data !== null) break;
  }
  return found;
}

import { UnreadableAudioError } from '../errors.ts';
import { fourCc, viewOf } from './bytes.ts';
import { readLayout } from './layout.ts';
import type { Pcm } from './pcm.ts';
import type { SampleFormat } from './samples.ts';

const KINDS = new Map<number, SampleFormat['kind']>([
  [1, 'signed'],
  [3, 'float'],
  [6, 'alaw'],
  [7, 'mulaw'],
]);
const EXTENSIBLE = 0xfffe;

const OTHER_FORMATS = new Map([
  [2, 'Microsoft ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x31, 'GSM 6.10'],
  [0x50, 'MPEG audio'],
  [0x55, 'mp3'],
]);

interface Wav {
  /** Offset of the fmt chunk's body, and its size. */
  fmt: { offset: number; size: number } | null;
  data: { bytes: Uint8Array; truncated: boolean } | null;
}

/**
 * Reads RIFF/WAVE and RF64 with PCM of 8 to 32 bits, float of 32 or 64 bits, A-law or µ-law, plain or extensible.
 * Sizes in headers are believed only as far as the file goes, and chunks it does not need are stepped over.
 * @throws UnreadableAudioError naming the file when the header is damaged or the encoding is another.
 * Source: Microsoft/IBM "Multimedia Programming Interface and Data Specifications 1.0"; EBU Tech 3306 for RF64.
 */
export function decodeWav(bytes: Uint8Array, name: string): Pcm {
  const { fmt, data } = findChunks(bytes);
  if (fmt === null || fmt.size < 16) {
    throw new UnreadableAudioError(`${name}: the WAV header is cut off or has no format chunk.`);
  }
  if (data === null) throw new UnreadableAudioError(`${name}: the WAV file has no sound data.`);
  const view = viewOf(bytes);
  const channels = view.getUint16(fmt.offset + 2, true);
  return readLayout(
    {
      container: 'WAV',
      format: readFormat(view, fmt, channels, name),
      sampleRateHz: view.getUint32(fmt.offset + 4, true),
      channels,
      data: data.bytes,
      truncated: data.truncated,
    },
    name,
  );
}

function readFormat(
  view: DataView,
  fmt: { offset: number; size: number },
  channels: number,
  name: string,
): SampleFormat {
  let tag = view.getUint16(fmt.offset, true);
  // An extensible header's sub-format is a GUID that starts with the tag it stands for.
  if (tag === EXTENSIBLE && fmt.size >= 26) tag = view.getUint16(fmt.offset + 24, true);
  const kind = KINDS.get(tag);
  if (kind === undefined) {
    const what = OTHER_FORMATS.get(tag) ?? `format 0x${tag.toString(16)}`;
    throw new UnreadableAudioError(`${name}: the WAV file is compressed (${what}), which is not supported.`);
  }
  const blockAlign = view.getUint16(fmt.offset + 12, true);
  const fromBits = Math.ceil(view.getUint16(fmt.offset + 14, true) / 8);
  // 20 or 24 bits may sit in four bytes: then the frame size tells, if it makes sense.
  const fromBlock = blockAlign / channels;
  const wider = Number.isInteger(fromBlock) && fromBlock > fromBits && fromBlock <= 4;
  const bytesPerSample = kind === 'signed' && wider ? fromBlock : fromBits;
  return {
    kind: kind === 'signed' && bytesPerSample === 1 ? 'unsigned' : kind,
    bytesPerSample,
    littleEndian: true,
  };
}

function findChunks(bytes: Uint8Array): Wav {
  const view = viewOf(bytes);
  const found: Wav = { fmt: null, data: null };
  let size64: number | null = null;
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const id = fourCc(bytes, offset);
    const size = view.getUint32(offset + 4, true);
    const body = offset + 8;
    const left = bytes.length - body;
    if (id === 'fmt ' && found.fmt === null) found.fmt = { offset: body, size: Math.min(size, left) };
    if (id === 'ds64' && left >= 16) size64 = Number(view.getBigUint64(body + 8, true));
    if (id === 'data' && found.data === null) {
      found.data = readData(bytes, body, size === 0xffff_ffff ? size64 : size);
    }
    offset = nextChunk(bytes, body + size);
  }
  return found;
}

/** The data chunk's bytes. A writer that could not go back to fill in the size leaves it 0 or 0xFFFFFFFF (null here). */
function readData(bytes: Uint8Array, body: number, size: number | null): NonNullable<Wav['data']> {
  const open = size === null || (size === 0 && !looksLikeChunk(bytes, body));
  const end = open ? bytes.length : body + size;
  return { bytes: bytes.subarray(body, Math.min(end, bytes.length)), truncated: end > bytes.length };
}

/** Chunks start on even offsets; some writers forget the pad byte after an odd one. */
function nextChunk(bytes: Uint8Array, end: number): number {
  if (end % 2 === 0) return end;
  return bytes[end] !== 0 && looksLikeChunk(bytes, end) ? end : end + 1;
}

/** Whether a chunk header, four printable characters and a size that fits, stands at `offset`. */
function looksLikeChunk(bytes: Uint8Array, offset: number): boolean {
  if (offset + 8 > bytes.length || !/^[\x20-\x7e]{4}$/.test(fourCc(bytes, offset))) return false;
  return offset + 8 + viewOf(bytes).getUint32(offset + 4, true) <= bytes.length;
}

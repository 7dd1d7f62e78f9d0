import { UnreadableAudioError } from '../errors.ts';
import { fourCc, viewOf } from './bytes.ts';
import { readLayout } from './layout.ts';
import type { Pcm } from './pcm.ts';
import type { SampleFormat } from './samples.ts';

const COMM_BYTES = 18;

/** AIFC compression types, in lower case; the bytes per sample come from the header where not given. */
const COMPRESSIONS: Record<string, Omit<SampleFormat, 'bytesPerSample'> & { bytesPerSample?: number }> = {
  none: { kind: 'signed', littleEndian: false },
  twos: { kind: 'signed', littleEndian: false },
  in24: { kind: 'signed', littleEndian: false, bytesPerSample: 3 },
  in32: { kind: 'signed', littleEndian: false, bytesPerSample: 4 },
  sowt: { kind: 'signed', littleEndian: true },
  'raw ': { kind: 'unsigned', littleEndian: false, bytesPerSample: 1 },
  fl32: { kind: 'float', littleEndian: false, bytesPerSample: 4 },
  fl64: { kind: 'float', littleEndian: false, bytesPerSample: 8 },
  alaw: { kind: 'alaw', littleEndian: false, bytesPerSample: 1 },
  ulaw: { kind: 'mulaw', littleEndian: false, bytesPerSample: 1 },
};

/**
 * Reads AIFF, and AIFC with uncompressed integers or floats in either byte order, A-law or µ-law.
 * @throws UnreadableAudioError naming the file when the header is damaged or the encoding is another.
 * Source: Apple, "Audio Interchange File Format" 1.3 (1989) and "AIFF-C" (1991 draft).
 */
export function decodeAiff(bytes: Uint8Array, name: string): Pcm {
  const chunks = findChunks(bytes);
  const comm = chunks.get('COMM');
  const ssnd = chunks.get('SSND');
  if (comm === undefined || comm.length < COMM_BYTES) {
    throw new UnreadableAudioError(`${name}: the AIFF header is cut off or has no COMM chunk.`);
  }
  if (ssnd === undefined || ssnd.length < 8) {
    throw new UnreadableAudioError(`${name}: the AIFF file has no sound data.`);
  }
  const header = viewOf(comm);
  const channels = header.getInt16(0);
  const compression = fourCc(bytes, 8) === 'AIFC' ? fourCc(comm, COMM_BYTES) : 'NONE';
  const known = COMPRESSIONS[compression.toLowerCase()];
  if (known === undefined) {
    throw new UnreadableAudioError(
      `${name}: the AIFC file is compressed (${compression.trim() || 'unnamed'}), which is not supported.`,
    );
  }
  const format = { bytesPerSample: Math.ceil(header.getInt16(6) / 8), ...known };
  // SSND starts with an offset to the first frame, nearly always 0, and a block size nobody uses.
  const samples = ssnd.subarray(8 + viewOf(ssnd).getUint32(0));
  const promised = header.getUint32(2) * channels * format.bytesPerSample;
  return readLayout(
    {
      container: 'AIFF',
      format,
      // Old Macintosh rates have fractions (22254.54…), which nothing downstream can tell from whole numbers.
      sampleRateHz: Math.round(readExtended(header, 8)),
      channels,
      data: promised > 0 ? samples.subarray(0, promised) : samples,
      truncated: promised > samples.length,
    },
    name,
  );
}

/** First chunk of each kind, as far as the file goes. An SSND of size 0 is taken to the end. */
function findChunks(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = viewOf(bytes);
  const chunks = new Map<string, Uint8Array>();
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const id = fourCc(bytes, offset);
    const size = view.getUint32(offset + 4);
    const body = offset + 8;
    const end = id === 'SSND' && size === 0 ? bytes.length : body + size;
    if (!chunks.has(id)) chunks.set(id, bytes.subarray(body, end));
    offset = end + (end % 2);
  }
  return chunks;
}

/** An 80-bit extended number, rounded to a double: sign, 15 bits of exponent, 64 bits of mantissa with its leading 1. */
function readExtended(view: DataView, offset: number): number {
  const exponent = view.getUint16(offset) & 0x7fff;
  const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
  return mantissa * 2 ** (exponent - 16383 - 63);
}

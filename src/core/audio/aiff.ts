import type { Allocate } from '../allocate.ts';
import { fourCc, viewOf } from '../bytes.ts';
import { UnreadableAudioError } from '../errors.ts';
import type { BlockFormat } from './adpcm.ts';
import { chunksOf, soundOf } from './iff.ts';
import { APPLE_BLOCK_BYTES } from './ima-adpcm.ts';
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
  '42n1': { kind: 'signed', littleEndian: true, bytesPerSample: 3 },
  '42ni': { kind: 'signed', littleEndian: true, bytesPerSample: 3 },
  '23ni': { kind: 'signed', littleEndian: true, bytesPerSample: 4 },
  sowt: { kind: 'signed', littleEndian: true },
  'raw ': { kind: 'unsigned', littleEndian: false, bytesPerSample: 1 },
  fl32: { kind: 'float', littleEndian: false, bytesPerSample: 4 },
  fl64: { kind: 'float', littleEndian: false, bytesPerSample: 8 },
  alaw: { kind: 'alaw', littleEndian: false, bytesPerSample: 1 },
  ulaw: { kind: 'mulaw', littleEndian: false, bytesPerSample: 1 },
};

/**
 * Reads AIFF, and AIFC with uncompressed integers or floats in either byte order, A-law, µ-law or IMA ADPCM.
 * @throws UnreadableAudioError naming the file when the header is damaged or the encoding is another.
 * Source: Apple, "Audio Interchange File Format" 1.3 (1989) and "AIFF-C" (1991 draft).
 */
export function decodeAiff(bytes: Uint8Array, name: string, allocate?: Allocate): Pcm {
  const { comm, ssnd } = findChunks(bytes);
  if (comm === null || comm.length < COMM_BYTES) {
    throw new UnreadableAudioError(`${name}: the AIFF header is cut off or has no COMM chunk.`);
  }
  if (ssnd === null || ssnd.length < 8) {
    throw new UnreadableAudioError(`${name}: the AIFF file has no sound data.`);
  }
  const header = viewOf(comm);
  const channels = header.getInt16(0);
  const isCompressed = fourCc(bytes, 8) === 'AIFC' && comm.length >= COMM_BYTES + 4;
  const compression = isCompressed ? fourCc(comm, COMM_BYTES) : 'NONE';
  const format = readFormat(compression, header.getInt16(6), channels);
  if (format === null) {
    throw new UnreadableAudioError(
      `${name}: the AIFC file is compressed (${compression.trim() || 'unnamed'}), which is not supported.`,
    );
  }
  // SSND starts with an offset to the first frame, nearly always 0, and a block size nobody uses.
  const samples = ssnd.subarray(8 + viewOf(ssnd).getUint32(0));
  // How long the sound is, SSND says; COMM's count tells only whether some is missing. With IMA ADPCM writers
  // disagree whether that counts frames or blocks.
  const promised = 'blockBytes' in format ? 0 : header.getUint32(2) * channels * format.bytesPerSample;
  return readLayout(
    {
      container: 'AIFF',
      format,
      // Old Macintosh rates have fractions (22254.54…), which libsndfile drops.
      sampleRateHz: Math.floor(readExtended(header, 8)),
      channels,
      data: samples,
      truncated: promised > samples.length,
    },
    name,
    allocate,
  );
}

function findChunks(bytes: Uint8Array) {
  let comm: Uint8Array | null = null;
  let ssnd: Uint8Array | null = null;
  for (const { id, size, body } of chunksOf(bytes, false)) {
    if (id === 'COMM' && comm === null) comm = bytes.subarray(body, body + size);
    if (id === 'SSND' && ssnd === null) ssnd = soundOf(bytes, body, size, false).bytes;
    if (comm !== null && ssnd !== null) break;
  }
  return { comm, ssnd };
}

/** What the samples are, null where the compression is not known here. */
function readFormat(compression: string, bits: number, channels: number): SampleFormat | BlockFormat | null {
  const key = compression.toLowerCase();
  if (key === 'ima4') return { kind: 'apple-ima-adpcm', blockBytes: APPLE_BLOCK_BYTES * channels };
  const known = COMPRESSIONS[key];
  return known === undefined ? null : { bytesPerSample: Math.ceil(bits / 8), ...known };
}

/** An 80-bit extended number, rounded to a double: sign, 15 bits of exponent, 64 bits of mantissa with its leading 1. */
function readExtended(view: DataView, offset: number): number {
  const exponent = view.getUint16(offset) & 0x7fff;
  const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
  return mantissa * 2 ** (exponent - 16383 - 63);
}

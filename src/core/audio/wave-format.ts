import { matches, viewOf } from '../bytes.ts';
import { UnreadableAudioError } from '../errors.ts';
import type { BlockFormat } from './adpcm.ts';
import type { SampleFormat } from './samples.ts';

/** What a fmt chunk says. */
export interface WaveFormat {
  format: SampleFormat | BlockFormat;
  sampleRateHz: number;
  channels: number;
}

const SHORTEST_FMT_BYTES = 16;
const EXTENSIBLE = 0xfffe;
const EXTENSIBLE_FMT_BYTES = 40;
const SAMPLE_KINDS = new Map<number, SampleFormat['kind']>([
  [1, 'signed'],
  [3, 'float'],
  [6, 'alaw'],
  [7, 'mulaw'],
]);
const BLOCK_KINDS = new Map<number, BlockFormat['kind']>([
  [2, 'ms-adpcm'],
  [0x11, 'ima-adpcm'],
]);
const OTHER_FORMATS = new Map([
  [0x31, 'GSM 6.10'],
  [0x40, 'G.721'],
  [0x50, 'MPEG audio'],
  [0x55, 'mp3'],
]);

/** GUIDs of sub-formats, their first field being the tag: Microsoft's, and ambisonic B-format's. */
const KNOWN_GUIDS = [
  { second: 0x0000, third: 0x0010, rest: [0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71] },
  { second: 0x0721, third: 0x11d3, rest: [0x86, 0x44, 0xc8, 0xc1, 0xca, 0x00, 0x00, 0x00] },
];

/**
 * Reads the body of a fmt chunk: WAVEFORMAT with integers, floats, A-law, µ-law or ADPCM, plain or extensible.
 * @throws UnreadableAudioError naming the file when the chunk is too short or the encoding is another.
 * Source: Microsoft, mmreg.h and "Multiple channel audio data and WAVE files" (2001).
 */
export function readWaveFormat(fmt: Uint8Array, littleEndian: boolean, name: string): WaveFormat {
  if (fmt.length < SHORTEST_FMT_BYTES) {
    throw new UnreadableAudioError(`${name}: the WAV header is cut off or has no format chunk.`);
  }
  const view = viewOf(fmt);
  const channels = view.getUint16(2, littleEndian);
  const blockBytes = view.getUint16(12, littleEndian);
  const bits = view.getUint16(14, littleEndian);
  const tag = readTag(fmt, littleEndian);
  const sampleKind = SAMPLE_KINDS.get(tag ?? -1);
  const blockKind = BLOCK_KINDS.get(tag ?? -1);
  let format: WaveFormat['format'];
  if (sampleKind !== undefined) {
    format = sampleFormat(sampleKind, bits, blockBytes / channels, littleEndian);
  } else if (blockKind !== undefined && bits === 4) {
    format = { kind: blockKind, blockBytes };
  } else {
    const what =
      tag === null ? 'an unknown extension' : (OTHER_FORMATS.get(tag) ?? `format 0x${tag.toString(16)}`);
    throw new UnreadableAudioError(`${name}: the WAV file is compressed (${what}), which is not supported.`);
  }
  return { format, sampleRateHz: view.getUint32(4, littleEndian), channels };
}

/** The format's tag; in an extensible header that of the sub-format's GUID, null where the GUID is none known here. */
function readTag(fmt: Uint8Array, littleEndian: boolean): number | null {
  const view = viewOf(fmt);
  const tag = view.getUint16(0, littleEndian);
  if (tag !== EXTENSIBLE) return tag;
  if (fmt.length < EXTENSIBLE_FMT_BYTES) return null;
  const second = view.getUint16(28, littleEndian);
  const third = view.getUint16(30, littleEndian);
  const known = KNOWN_GUIDS.some(
    (guid) => guid.second === second && guid.third === third && matches(fmt, 32, guid.rest),
  );
  return known ? view.getUint32(24, littleEndian) : null;
}

function sampleFormat(
  kind: SampleFormat['kind'],
  bits: number,
  frameBytesPerChannel: number,
  littleEndian: boolean,
): SampleFormat {
  // Companded samples are bytes, though some headers give the bits they stand for.
  if (kind === 'alaw' || kind === 'mulaw') return { kind, bytesPerSample: 1, littleEndian };
  const packed = Math.ceil(bits / 8);
  // 20 or 24 bits may sit in four bytes: then the frame size tells.
  const bytesPerSample = kind === 'signed' && packed === 3 && frameBytesPerChannel === 4 ? 4 : packed;
  return { kind: kind === 'signed' && packed === 1 ? 'unsigned' : kind, bytesPerSample, littleEndian };
}

import { fourCc, matches } from '../bytes.ts';

export type Container =
  | 'wav'
  | 'wave64'
  | 'aiff'
  | 'mp3'
  | 'aac'
  | 'flac'
  | 'ogg'
  | 'mp4'
  | 'webm'
  | 'unknown';

const ID3_HEADER_BYTES = 10;
/** The rest of the GUID that starts with 'riff'. */
const WAVE64_TAIL = [0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00];

/**
 * What a file is by its first bytes, never by its name. RIFX, RF64 and BW64 count as 'wav', AIFC as 'aiff', Matroska as
 * 'webm'. An ID3 tag in front says nothing: what follows it counts, and 'mp3' is but what is meant where that is unclear.
 */
export function sniffContainer(bytes: Uint8Array): Container {
  const start = id3End(bytes);
  const container = sniffMagic(bytes.subarray(start));
  return start > 0 && container === 'unknown' ? 'mp3' : container;
}

/**
 * Bytes taken by ID3v2 tags at the start of a file, 0 where there are none; no more than the file has.
 * Source: id3.org, "ID3 tag version 2.4.0 — Main Structure" §3.1.
 */
export function id3End(bytes: Uint8Array): number {
  let end = 0;
  while (fourCc(bytes, end).startsWith('ID3') && end + ID3_HEADER_BYTES <= bytes.length) {
    // Seven bits a byte, so that no tag ever reads like an MPEG frame's start.
    let size = 0;
    for (let i = 6; i < ID3_HEADER_BYTES; i++) size = size * 128 + (bytes[end + i] & 127);
    const footer = bytes[end + 5] & 0x10 ? ID3_HEADER_BYTES : 0;
    end += ID3_HEADER_BYTES + size + footer;
  }
  return Math.min(end, bytes.length);
}

function sniffMagic(bytes: Uint8Array): Container {
  const magic = fourCc(bytes, 0);
  const form = fourCc(bytes, 8);
  if (['RIFF', 'RIFX', 'RF64', 'BW64'].includes(magic) && form === 'WAVE') return 'wav';
  if (magic === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return 'aiff';
  if (magic === 'fLaC') return 'flac';
  if (magic === 'OggS') return 'ogg';
  if (magic === '\x1A\x45\xDF\xA3') return 'webm';
  if (fourCc(bytes, 4) === 'ftyp') return 'mp4';
  if (magic === 'riff' && matches(bytes, 4, WAVE64_TAIL)) return 'wave64';
  return sniffFrameSync(bytes);
}

/** MPEG audio without a tag starts right with a frame header (ISO 11172-3 §2.4.1.3, ISO 13818-7 §6.2). */
function sniffFrameSync(bytes: Uint8Array): Container {
  if (bytes.length < 4 || bytes[0] !== 0xff) return 'unknown';
  if ((bytes[1] & 0xf6) === 0xf0) return 'aac';
  // Only layers II and III: layer I is extinct, and its header reads like UTF-16 text's byte-order mark.
  const layer = (bytes[1] >> 1) & 3;
  const synced = (bytes[1] & 0xe0) === 0xe0 && ((bytes[1] >> 3) & 3) !== 1 && (layer === 1 || layer === 2);
  const plausible = bytes[2] >> 4 !== 15 && ((bytes[2] >> 2) & 3) !== 3;
  return synced && plausible ? 'mp3' : 'unknown';
}

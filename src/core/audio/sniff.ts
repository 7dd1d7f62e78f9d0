import { fourCc } from './bytes.ts';

export type Container = 'wav' | 'aiff' | 'mp3' | 'aac' | 'flac' | 'ogg' | 'mp4' | 'webm' | 'unknown';

/** What a file is by its first bytes, never by its name. RF64 and BW64 count as 'wav', AIFC as 'aiff', Matroska as 'webm'. */
export function sniffContainer(bytes: Uint8Array): Container {
  const magic = fourCc(bytes, 0);
  const form = fourCc(bytes, 8);
  if ((magic === 'RIFF' || magic === 'RF64' || magic === 'BW64') && form === 'WAVE') return 'wav';
  if (magic === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return 'aiff';
  if (magic === 'fLaC') return 'flac';
  if (magic === 'OggS') return 'ogg';
  if (magic === '\x1A\x45\xDF\xA3') return 'webm';
  if (fourCc(bytes, 4) === 'ftyp') return 'mp4';
  if (magic.startsWith('ID3')) return 'mp3';
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

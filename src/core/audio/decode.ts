import { UnreadableAudioError } from '../errors.ts';
import { decodeAiff } from './aiff.ts';
import type { Pcm } from './pcm.ts';
import { id3End, sniffContainer } from './sniff.ts';
import { decodeWav } from './wav.ts';
import { decodeWave64 } from './wave64.ts';

/**
 * Reads WAV, Wave64 and AIFF, whatever the name says and with or without an ID3 tag in front; null when the file is a
 * format the browser's own decoder must read.
 * @throws UnreadableAudioError when the file is empty, damaged or not audio at all.
 */
export function decodePcmContainer(bytes: Uint8Array, name: string): Pcm | null {
  if (bytes.length === 0) {
    throw new UnreadableAudioError(`${name} is empty (0 bytes).`, 'Copy or download the file again.');
  }
  const sound = bytes.subarray(id3End(bytes));
  switch (sniffContainer(bytes)) {
    case 'wav':
      return decodeWav(sound, name);
    case 'wave64':
      return decodeWave64(sound, name);
    case 'aiff':
      return decodeAiff(sound, name);
    case 'unknown':
      throw new UnreadableAudioError(`${name} does not begin like any audio file known here.`);
    default:
      return null;
  }
}

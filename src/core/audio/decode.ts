import { UnreadableAudioError } from '../errors.ts';
import { decodeAiff } from './aiff.ts';
import type { Pcm } from './pcm.ts';
import { sniffContainer } from './sniff.ts';
import { decodeWav } from './wav.ts';

/**
 * Reads WAV and AIFF, whatever the name says; null when the file is a format the browser's own decoder must read.
 * @throws UnreadableAudioError when the file is empty, damaged or not audio at all.
 */
export function decodePcmContainer(bytes: Uint8Array, name: string): Pcm | null {
  if (bytes.length === 0) {
    throw new UnreadableAudioError(`${name} is empty (0 bytes).`, 'Copy or download the file again.');
  }
  switch (sniffContainer(bytes)) {
    case 'wav':
      return decodeWav(bytes, name);
    case 'aiff':
      return decodeAiff(bytes, name);
    case 'unknown':
      throw new UnreadableAudioError(`${name} does not begin like any audio file known here.`);
    default:
      return null;
  }
}

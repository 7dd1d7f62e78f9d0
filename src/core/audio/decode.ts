import type { Allocate } from '../allocate.ts';
import { UnreadableAudioError } from '../errors.ts';
import { decodeAiff } from './aiff.ts';
import type { Pcm } from './pcm.ts';
import { id3End, sniffContainer } from './sniff.ts';
import { decodeWav } from './wav.ts';
import { decodeWave64 } from './wave64.ts';

/**
 * Reads WAV, Wave64 and AIFF, whatever the name says and with or without an ID3 tag in front; null when the file is a
 * format the browser's own decoder must read.
 * @param allocate gives the room that the channels' samples are written to; they are the caller's own where it is not given
 * @throws UnreadableAudioError when the file is empty, damaged or not audio at all.
 */
export function decodePcmContainer(bytes: Uint8Array, name: string, allocate?: Allocate): Pcm | null {
  if (bytes.length === 0) {
    throw new UnreadableAudioError(`${name} is empty (0 bytes).`, 'Copy or download the file again.');
  }
  const sound = bytes.subarray(id3End(bytes));
  switch (sniffContainer(bytes)) {
    case 'wav':
      return decodeWav(sound, name, allocate);
    case 'wave64':
      return decodeWave64(sound, name, allocate);
    case 'aiff':
      return decodeAiff(sound, name, allocate);
    case 'unknown':
      throw new UnreadableAudioError(`${name} does not begin like any audio file known here.`);
    default:
      return null;
  }
}

/** Formats other than PCM, by the browser's own decoder, which workers do not have. */

import type { Recording } from '../../workers/protocol.ts';
import { sniffContainer } from '../core/audio/sniff.ts';
import { UnreadableAudioError } from '../core/errors.ts';

/** decodeAudioData resamples to its context's rate; this one loses nothing of speech. */
const DECODE_RATE_HZ = 48_000;

/** @param sha256 of the bytes, which go along with what they hold. @throws UnreadableAudioError where this browser cannot decode them */
export async function decodeInBrowser(bytes: ArrayBuffer, name: string, sha256: string): Promise<Recording> {
  // Before decoding, which takes the bytes away.
  const encoding = sniffContainer(new Uint8Array(bytes));
  const context = new OfflineAudioContext(1, 1, DECODE_RATE_HZ);
  let buffer: AudioBuffer;
  try {
    buffer = await context.decodeAudioData(bytes);
  } catch {
    throw new UnreadableAudioError(`“${name}” is damaged or in a format this browser cannot play.`);
  }
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, c) =>
    buffer.getChannelData(c).slice(),
  );
  return { kind: 'pcm', name, channels, sampleRateHz: buffer.sampleRate, encoding, sha256 };
}

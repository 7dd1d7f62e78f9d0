import { UnreadableAudioError } from '../errors.ts';
import type { Pcm } from './pcm.ts';
import { formatName, isReadable, readSamples, type SampleFormat } from './samples.ts';

const LOWEST_RATE_HZ = 4000;
const HIGHEST_RATE_HZ = 768_000;
/** What is left of a truncated file is worth reading from here on. */
const SHORTEST_REST_S = 0.05;

/** A header's claims and the sample bytes that are really there. */
export interface PcmLayout {
  container: 'WAV' | 'AIFF';
  format: SampleFormat;
  sampleRateHz: number;
  channels: number;
  data: Uint8Array;
  /** The header promises more bytes than the file has. */
  truncated: boolean;
}

/**
 * Samples of a container whose header has been read.
 * @throws UnreadableAudioError when the header's claims are absurd or too little sound is there.
 */
export function readLayout(layout: PcmLayout, name: string): Pcm {
  const { container, format, sampleRateHz, channels, data, truncated } = layout;
  if (channels < 1)
    throw new UnreadableAudioError(`${name}: the ${container} header says it has no channels.`);
  if (!(sampleRateHz >= LOWEST_RATE_HZ && sampleRateHz <= HIGHEST_RATE_HZ)) {
    throw new UnreadableAudioError(
      `${name}: the ${container} header gives a sample rate of ${sampleRateHz} Hz, which no recording has.`,
    );
  }
  if (!isReadable(format)) {
    throw new UnreadableAudioError(
      `${name}: ${container} with ${formatName(format)} samples is not supported.`,
    );
  }
  const frames = Math.floor(data.length / (format.bytesPerSample * channels));
  if (frames === 0) throw new UnreadableAudioError(`${name}: the ${container} file holds no samples.`);
  if (truncated && frames / sampleRateHz < SHORTEST_REST_S) {
    throw new UnreadableAudioError(
      `${name}: the ${container} file is cut off; only ${Math.round((1000 * frames) / sampleRateHz)} ms of sound are left.`,
      'Copy or download the file again.',
    );
  }
  return {
    sampleRateHz,
    channels: readSamples(data, format, channels),
    encoding: `${container} ${formatName(format)}`,
  };
}

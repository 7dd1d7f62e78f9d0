import type { Allocate } from '../allocate.ts';
import { UnreadableAudioError } from '../errors.ts';
import { type BlockFormat, blockFormatName, blockFrames, isReadableBlock, readBlocks } from './adpcm.ts';
import type { Pcm } from './pcm.ts';
import { formatName, isReadable, readSamples, type SampleFormat } from './samples.ts';

const LOWEST_RATE_HZ = 4000;
const HIGHEST_RATE_HZ = 768_000;
/** libsndfile's limit too; more is a damaged header. */
const MOST_CHANNELS = 1024;
/** What is left of a truncated file is worth reading from here on. */
const SHORTEST_REST_S = 0.05;

/** A header's claims and the sample bytes that are really there. */
export interface PcmLayout {
  container: 'WAV' | 'Wave64' | 'AIFF';
  format: SampleFormat | BlockFormat;
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
export function readLayout(layout: PcmLayout, name: string, allocate?: Allocate): Pcm {
  const { container, format, sampleRateHz, channels, data, truncated } = layout;
  if (!(channels >= 1 && channels <= MOST_CHANNELS)) {
    const count = channels < 1 ? 'no channels' : `${channels} channels, which no recording has`;
    throw new UnreadableAudioError(`${name}: the ${container} header says it has ${count}.`);
  }
  if (!(sampleRateHz >= LOWEST_RATE_HZ && sampleRateHz <= HIGHEST_RATE_HZ)) {
    throw new UnreadableAudioError(
      `${name}: the ${container} header gives a sample rate of ${sampleRateHz} Hz, which no recording has.`,
    );
  }
  const reader = readerOf(format, channels, allocate);
  if (reader.read === null) {
    throw new UnreadableAudioError(`${name}: ${container} with ${reader.name} samples is not supported.`);
  }
  const frames = reader.framesOf(data.length);
  if (frames === 0) throw new UnreadableAudioError(`${name}: the ${container} file holds no samples.`);
  if (truncated && frames / sampleRateHz < SHORTEST_REST_S) {
    throw new UnreadableAudioError(
      `${name}: the ${container} file is cut off; only ${Math.round((1000 * frames) / sampleRateHz)} ms of sound are left.`,
      'Copy or download the file again.',
    );
  }
  return { sampleRateHz, channels: reader.read(data), encoding: `${container} ${reader.name}` };
}

/** What the two families of formats have in common; `read` is null where the format is not known. */
interface Reader {
  name: string;
  framesOf(bytes: number): number;
  read: ((data: Uint8Array) => Float32Array[]) | null;
}

function readerOf(format: SampleFormat | BlockFormat, channels: number, allocate?: Allocate): Reader {
  if ('blockBytes' in format) {
    return {
      name: blockFormatName(format),
      framesOf: (bytes) => blockFrames(bytes, format, channels),
      read: isReadableBlock(format, channels) ? (data) => readBlocks(data, format, channels) : null,
    };
  }
  return {
    name: formatName(format),
    framesOf: (bytes) => Math.floor(bytes / (format.bytesPerSample * channels)),
    read: isReadable(format) ? (data) => readSamples(data, format, channels, allocate) : null,
  };
}

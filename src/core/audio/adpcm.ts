import { appleImaFramesOf, decodeAppleImaBlock, decodeImaBlock, imaFramesOf } from './ima-adpcm.ts';
import { decodeMsBlock, msFramesOf } from './ms-adpcm.ts';

/** Samples in blocks of four-bit differences, each block decodable by itself. */
export interface BlockFormat {
  kind: 'ima-adpcm' | 'apple-ima-adpcm' | 'ms-adpcm';
  /** Bytes of a block, all channels together. */
  blockBytes: number;
}

/**
 * Decodes one block. `block` may be the shorter last one of a file that was cut off; `out` has one array per channel,
 * written from `frame` on, with as many frames as the codec's framesOf says.
 */
export type BlockDecoder = (block: Uint8Array, out: Float32Array[], frame: number) => void;

interface Codec {
  decode: BlockDecoder;
  /** Frames in a block of so many bytes; 0 when not even its header is whole. */
  framesOf: (blockBytes: number, channels: number) => number;
  name: string;
}

const CODECS: Record<BlockFormat['kind'], Codec> = {
  'ima-adpcm': { decode: decodeImaBlock, framesOf: imaFramesOf, name: 'IMA ADPCM' },
  'apple-ima-adpcm': { decode: decodeAppleImaBlock, framesOf: appleImaFramesOf, name: 'IMA ADPCM' },
  'ms-adpcm': { decode: decodeMsBlock, framesOf: msFramesOf, name: 'Microsoft ADPCM' },
};

/** A format's name for people: 'IMA ADPCM'. */
export function blockFormatName({ kind }: BlockFormat): string {
  return CODECS[kind].name;
}

/** Whether a block of the format holds any samples. Only mono and stereo are defined. */
export function isReadableBlock({ kind, blockBytes }: BlockFormat, channels: number): boolean {
  return (channels === 1 || channels === 2) && CODECS[kind].framesOf(blockBytes, channels) > 0;
}

/** Frames in so many bytes of blocks. */
export function blockFrames(bytes: number, { kind, blockBytes }: BlockFormat, channels: number): number {
  const { framesOf } = CODECS[kind];
  const whole = Math.floor(bytes / blockBytes);
  return whole * framesOf(blockBytes, channels) + framesOf(bytes - whole * blockBytes, channels);
}

/** Blocks to one Float32Array per channel, in −1…1. Padding at the end of the last block is kept, as libsndfile does. */
export function readBlocks(bytes: Uint8Array, format: BlockFormat, channels: number): Float32Array[] {
  const { decode, framesOf } = CODECS[format.kind];
  const frames = blockFrames(bytes.length, format, channels);
  const out = Array.from({ length: channels }, () => new Float32Array(frames));
  const perBlock = framesOf(format.blockBytes, channels);
  for (let at = 0, frame = 0; frame < frames; at += format.blockBytes, frame += perBlock) {
    decode(bytes.subarray(at, at + format.blockBytes), out, frame);
  }
  return out;
}

import { viewOf } from '../bytes.ts';

/** Source: IMA Digital Audio Focus and Technical Working Groups, "Recommended Practices" 3.00 (1992), §6.2. */
const STEP_SIZES = Int16Array.of(
  ...[7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80],
  ...[88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544],
  ...[598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749],
  ...[3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635],
  ...[13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767],
);
const LAST_STEP = STEP_SIZES.length - 1;
/** How a code's lower three bits move the step's index. */
const INDEX_CHANGES = Int8Array.of(-1, -1, -1, -1, 2, 4, 6, 8);

/** In WAV, each channel's block starts with its first sample, its step's index and a zero: four bytes. */
const HEADER_BYTES = 4;
/** Then the channels take turns with four bytes, eight samples, each. */
const TURN_BYTES = 4;
const TURN_FRAMES = 8;

/** In AIFC, a channel's block is a header of two bytes and 64 codes; the channels' blocks take turns. */
export const APPLE_BLOCK_BYTES = 34;
const APPLE_HEADER_BYTES = 2;
const APPLE_BLOCK_FRAMES = 64;

/** Frames in WAV's IMA block of so many bytes; 0 when its header is not whole. */
export function imaFramesOf(blockBytes: number, channels: number): number {
  const turns = Math.floor((blockBytes - HEADER_BYTES * channels) / (TURN_BYTES * channels));
  return turns < 0 ? 0 : 1 + TURN_FRAMES * turns;
}

/** Frames in AIFC's IMA block, all channels together: 64, or 0 when it is cut off. */
export function appleImaFramesOf(blockBytes: number, channels: number): number {
  return blockBytes < APPLE_BLOCK_BYTES * channels ? 0 : APPLE_BLOCK_FRAMES;
}

/**
 * Decodes one block of IMA ADPCM as WAV files have it.
 * Source: Microsoft, "New Multimedia Data Types and Data Techniques" (1994), "IMA ADPCM Wave Type".
 */
export function decodeImaBlock(block: Uint8Array, out: Float32Array[], frame: number): void {
  const channels = out.length;
  const view = viewOf(block);
  const codes = new Uint8Array(imaFramesOf(block.length, channels) - 1);
  for (let channel = 0; channel < channels; channel++) {
    const header = HEADER_BYTES * channel;
    const first = view.getInt16(header, true);
    for (let i = 0; i < codes.length; i += TURN_FRAMES) {
      const turn = channels * (1 + i / TURN_FRAMES) + channel;
      unpack(block, TURN_BYTES * turn, codes, i, TURN_FRAMES);
    }
    out[channel][frame] = first / 32768;
    expand(codes, first, block[header + 2], out[channel], frame + 1);
  }
}

/**
 * Decodes one block of IMA ADPCM as AIFC files have it ('ima4').
 * Source: Apple, Technical Note TN1081 "Understanding the Differences Between Apple and Windows IMA-ADPCM" (1996).
 */
export function decodeAppleImaBlock(block: Uint8Array, out: Float32Array[], frame: number): void {
  const view = viewOf(block);
  const codes = new Uint8Array(APPLE_BLOCK_FRAMES);
  for (let channel = 0; channel < out.length; channel++) {
    const start = APPLE_BLOCK_BYTES * channel;
    // The upper nine bits of the last sample, the lower seven of the index.
    const header = view.getInt16(start);
    unpack(block, start + APPLE_HEADER_BYTES, codes, 0, codes.length);
    expand(codes, header & ~127, header & 127, out[channel], frame);
  }
}

/** `count` four-bit codes, the lower half of a byte first. */
function unpack(block: Uint8Array, start: number, codes: Uint8Array, to: number, count: number): void {
  for (let i = 0; i < count; i += 2) {
    const byte = block[start + (i >> 1)];
    codes[to + i] = byte & 15;
    codes[to + i + 1] = byte >> 4;
  }
}

/** Codes to samples, written in −1…1 from `frame` on. */
function expand(
  codes: Uint8Array,
  before: number,
  stepIndex: number,
  out: Float32Array,
  frame: number,
): void {
  let sample = before;
  let index = Math.min(stepIndex, LAST_STEP);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    const step = STEP_SIZES[index];
    // (code + ½) · step / 4, each term rounded down by itself as the hardware did.
    let change = step >> 3;
    if (code & 1) change += step >> 2;
    if (code & 2) change += step >> 1;
    if (code & 4) change += step;
    sample = Math.max(-32768, Math.min(32767, code & 8 ? sample - change : sample + change));
    index = Math.max(0, Math.min(LAST_STEP, index + INDEX_CHANGES[code & 7]));
    out[frame + i] = sample / 32768;
  }
}

import { viewOf } from '../bytes.ts';

/** How a code changes the step, in 1/256. */
const STEP_FACTORS = Int16Array.of(
  230,
  230,
  230,
  230,
  307,
  409,
  512,
  614,
  768,
  614,
  512,
  409,
  307,
  230,
  230,
  230,
);
/** The seven predictors that every file has: weights of the last sample and the one before it, in 1/256. */
const WEIGHTS_1 = Int16Array.of(256, 512, 0, 192, 240, 460, 392);
const WEIGHTS_2 = Int16Array.of(0, -256, 0, 64, 0, -208, -232);
const SMALLEST_STEP = 16;

/** Per channel: which predictor (one byte), the step, the second sample, the first one (two bytes each). */
const HEADER_BYTES = 7;

/** Frames in a Microsoft ADPCM block of so many bytes; 0 when its header is not whole. */
export function msFramesOf(blockBytes: number, channels: number): number {
  const codes = 2 * (blockBytes - HEADER_BYTES * channels);
  return codes < 0 ? 0 : 2 + Math.floor(codes / channels);
}

/**
 * Decodes one block of Microsoft ADPCM. A predictor beyond the seventh, which no known encoder writes, counts as the first.
 * Source: Microsoft, "New Multimedia Data Types and Data Techniques" (1994), "Microsoft ADPCM".
 */
export function decodeMsBlock(block: Uint8Array, out: Float32Array[], frame: number): void {
  const channels = out.length;
  const view = viewOf(block);
  const frames = msFramesOf(block.length, channels);
  for (let channel = 0; channel < channels; channel++) {
    const samples = out[channel];
    const predictor = block[channel] < WEIGHTS_1.length ? block[channel] : 0;
    const weight1 = WEIGHTS_1[predictor];
    const weight2 = WEIGHTS_2[predictor];
    let step = view.getInt16(channels + 2 * channel, true);
    let last = view.getInt16(3 * channels + 2 * channel, true);
    let before = view.getInt16(5 * channels + 2 * channel, true);
    samples[frame] = before / 32768;
    samples[frame + 1] = last / 32768;
    for (let i = 0; i < frames - 2; i++) {
      // Codes of all channels take turns, the upper half of a byte first.
      const nth = i * channels + channel;
      const byte = block[HEADER_BYTES * channels + (nth >> 1)];
      const code = nth % 2 === 0 ? byte >> 4 : byte & 15;
      const predicted = (last * weight1 + before * weight2) >> 8;
      const signed = code < 8 ? code : code - 16;
      before = last;
      last = Math.max(-32768, Math.min(32767, predicted + signed * step));
      // Sixteen bits in the reference decoder: a hostile step wraps round here as it does there.
      step = Math.max(SMALLEST_STEP, (((STEP_FACTORS[code] * step) >> 8) << 16) >> 16);
      samples[frame + 2 + i] = last / 32768;
    }
  }
}

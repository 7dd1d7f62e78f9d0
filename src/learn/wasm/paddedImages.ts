import type { KernelCalls } from './calls.ts';

/** How one image of a batch goes into the larger one that a convolution slides over. */
export interface Placing {
  /** Of the source, [height, width, channels]. */
  height: number;
  width: number;
  channels: number;
  /** Where its first pixel goes; negative where its first pixels are left out. */
  top: number;
  left: number;
  /** From one of its pixels to the next: above 1, there are zeros between. */
  stepY: number;
  stepX: number;
  /** Of the larger image. */
  paddedHeight: number;
  paddedWidth: number;
}

/** Bytes of scratch for one padded image. */
export function paddedBytes(p: Placing): number {
  return 4 * p.paddedHeight * p.paddedWidth * p.channels;
}

/** Bytes of one row of the padded image. */
export function pitchOf(p: Placing): number {
  return 4 * p.paddedWidth * p.channels;
}

/**
 * Returns a function that pads image n of a batch and returns its address, good until the next call.
 * @param from the batch, [images, height, width, channels]. @param room paddedBytes(p) of scratch.
 */
export function padder(calls: KernelCalls, p: Placing, from: number, room: number): (n: number) => number {
  const imageBytes = 4 * p.height * p.width * p.channels;
  const asItIs =
    p.top === 0 &&
    p.left === 0 &&
    p.stepY === 1 &&
    p.stepX === 1 &&
    p.width === p.paddedWidth &&
    p.height >= p.paddedHeight;
  if (asItIs) return (n) => from + n * imageBytes;

  const rows = stretch(p.height, p.top, p.stepY, p.paddedHeight);
  const columns = stretch(p.width, p.left, p.stepX, p.paddedWidth);
  const pixelBytes = 4 * p.channels;
  const fromPitch = p.width * pixelBytes;
  const pitch = pitchOf(p);
  const first = from + rows.first * fromPitch + columns.first * pixelBytes;
  const to = room + rows.at * pitch + columns.at * pixelBytes;
  // What lies between and around the pixels is the same zeros for all images.
  calls.clear(room, paddedBytes(p));
  return (n) => {
    calls.placeImage(
      first + n * imageBytes,
      fromPitch,
      rows.count,
      columns.count,
      pixelBytes,
      to,
      p.stepY * pitch,
      p.stepX * pixelBytes,
    );
    return room;
  };
}

/** Which of `size` elements, `step` apart from `start` on, lie within 0 … room, and where the first of them goes. */
function stretch(
  size: number,
  start: number,
  step: number,
  room: number,
): { first: number; count: number; at: number } {
  const first = start < 0 ? Math.ceil(-start / step) : 0;
  const end = Math.min(size, Math.floor((room - 1 - start) / step) + 1);
  return { first, count: Math.max(0, end - first), at: start + first * step };
}

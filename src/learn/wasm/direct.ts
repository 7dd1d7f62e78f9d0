import type { TrainingKernels } from './kernels.ts';
import { paddedBytes, padder, pitchOf } from './paddedImages.ts';
import { placingOf, type Slide } from './slide.ts';

/** Pixels of a chunk in the filter's gradient: few enough to stay in the first-level cache for all weights. */
const CHUNK_PIXELS = 128;

/** Channels of an output's gradient up to which its pixels are near enough to each other as they lie. */
const MOST_UNPACKED = 32;

/**
 * Convolves a batch, any stride and filter.
 * @param x,y addresses of [images, height, width, channels] and [images, outHeight, outWidth, outChannels]
 * @param pack writes the weights to an address, [⌈outChannels / 8⌉][filterHeight · filterWidth · channels][8]
 */
export function convolveDirect(
  kernels: TrainingKernels,
  s: Slide,
  x: number,
  y: number,
  pack: (to: number) => void,
): void {
  const { calls } = kernels;
  const placing = placingOf(s);
  const pitch = pitchOf(placing);
  const pixels = s.outHeight * s.outWidth;
  const rowSpan = 4 * s.filterWidth * s.channels;
  const panelBytes = 8 * Math.ceil(s.outChannels / 8) * s.filterHeight * rowSpan;
  kernels.withScratch([paddedBytes(placing), 4 * pixels, panelBytes], (room, offsets, panels) => {
    calls.pixelOffsets(
      offsets,
      s.outHeight,
      s.outWidth,
      s.strideHeight * pitch,
      4 * s.strideWidth * s.channels,
    );
    pack(panels);
    const image = padder(calls, placing, x, room);
    for (let n = 0; n < s.images; n++) {
      const to = y + 4 * n * pixels * s.outChannels;
      calls.convolve(image(n), offsets, pixels, panels, to, s.outChannels, s.filterHeight, rowSpan, pitch);
    }
  });
}

/**
 * The gradient for the filter, any stride and filter.
 * @param x,dy addresses of the batch and of the output's gradient
 * @param dFilter address of [filterHeight, filterWidth, channels, outChannels]
 */
export function correlateDirect(
  kernels: TrainingKernels,
  s: Slide,
  x: number,
  dy: number,
  dFilter: number,
): void {
  const { calls } = kernels;
  const { channels, outChannels } = s;
  const placing = placingOf(s);
  const pitch = pitchOf(placing);
  const pixels = s.outHeight * s.outWidth;
  const panels = Math.ceil(outChannels / 8);
  const span = s.filterWidth * channels;
  const weights = 4 * Math.ceil((s.filterHeight * span) / 4);
  const sumBytes = 32 * panels * weights;
  // Few channels are read as they lie; many would be far apart, and part of a panel would be missing.
  const packed = outChannels % 8 !== 0 || outChannels > MOST_UNPACKED;
  const packedBytes = packed ? 32 * panels * pixels : 0;
  const sizes = [paddedBytes(placing), 4 * pixels, 4 * weights, packedBytes, sumBytes];
  kernels.withScratch(sizes, (room, offsets, taps, dyPanels, sums) => {
    calls.pixelOffsets(
      offsets,
      s.outHeight,
      s.outWidth,
      s.strideHeight * pitch,
      4 * s.strideWidth * channels,
    );
    calls.clear(taps, 4 * weights);
    calls.pixelOffsets(taps, s.filterHeight, span, pitch, 4);
    calls.clear(sums, sumBytes);
    const image = padder(calls, placing, x, room);
    const dyStep = packed ? 32 : 4 * outChannels;
    const dyPitch = packed ? 32 * pixels : 32;
    for (let n = 0; n < s.images; n++) {
      const at = image(n);
      const dyImage = dy + 4 * n * pixels * outChannels;
      if (packed) calls.packPanels(dyImage, pixels, outChannels, dyPanels);
      for (let first = 0; first < pixels; first += CHUNK_PIXELS) {
        calls.correlate(
          at,
          offsets + 4 * first,
          Math.min(CHUNK_PIXELS, pixels - first),
          taps,
          weights,
          (packed ? dyPanels : dyImage) + dyStep * first,
          dyStep,
          dyPitch,
          panels,
          sums,
        );
      }
    }
    calls.unpackPanels(sums, 1, weights, s.filterHeight * span, outChannels, dFilter);
  });
}

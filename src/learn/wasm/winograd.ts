import type { TrainingKernels } from './kernels.ts';
import { paddedBytes, padder, pitchOf } from './paddedImages.ts';
import { placingOf, type Slide } from './slide.ts';

/** Tiles transformed at a time: so few that their products stay in the second-level cache. */
const STRIP_TILES = 64;

/** Places of a transformed tile. */
const PLACES = 16;

/** Below this many input and output channels, the transforms cost more than they save. */
const FEWEST_CHANNELS = 8;

/** Whether a convolution can go by tiles, and is faster for it. */
export function tilesPay(s: Slide): boolean {
  return (
    s.filterHeight === 3 &&
    s.filterWidth === 3 &&
    s.strideHeight === 1 &&
    s.strideWidth === 1 &&
    s.stepY === 1 &&
    s.stepX === 1 &&
    Math.min(s.channels, s.outChannels) >= FEWEST_CHANNELS
  );
}

/** How an output is cut into tiles of 2 × 2 and strips of rows of tiles. */
function tiling(s: Slide) {
  const rows = Math.ceil(s.outHeight / 2);
  const columns = Math.ceil(s.outWidth / 2);
  const stripRows = Math.min(rows, Math.max(1, Math.floor(STRIP_TILES / columns)));
  const placing = { ...placingOf(s), paddedHeight: 2 * rows + 2, paddedWidth: 2 * columns + 2 };
  return { rows, columns, stripRows, stripTiles: stripRows * columns, placing, pitch: pitchOf(placing) };
}

/** As convolveDirect, by ./assembly/winograd.ts, for what `tilesPay`. */
export function convolveTiles(
  kernels: TrainingKernels,
  s: Slide,
  x: number,
  y: number,
  pack: (to: number) => void,
): void {
  const { calls } = kernels;
  const { channels, outChannels } = s;
  const { rows, columns, stripRows, stripTiles, placing, pitch } = tiling(s);
  const panels = Math.ceil(outChannels / 8);
  const tapBytes = 32 * panels * channels;
  const sizes = [
    paddedBytes(placing),
    4 * stripTiles,
    PLACES * tapBytes,
    Math.max(9 * tapBytes, 4 * PLACES * stripTiles * channels),
    4 * PLACES * stripTiles * outChannels,
  ];
  kernels.withScratch(sizes, (room, offsets, filters, patches, products) => {
    calls.pixelOffsets(offsets, 1, stripTiles, 0, 4 * channels);
    pack(patches);
    calls.filterTransform(patches, panels, channels, filters);
    const image = padder(calls, placing, x, room);
    for (let n = 0; n < s.images; n++) {
      const at = image(n);
      for (let row = 0; row < rows; row += stripRows) {
        const count = Math.min(stripRows, rows - row);
        const to = y + 4 * (n * s.outHeight + 2 * row) * s.outWidth * outChannels;
        calls.patchTransform(at + 2 * row * pitch, pitch, count, columns, channels, patches);
        calls.tileProducts(patches, offsets, count * columns, channels, filters, outChannels, products);
        calls.outputTransform(products, count, columns, outChannels, to, s.outHeight - 2 * row, s.outWidth);
      }
    }
  });
}

/** As correlateDirect, by ./assembly/winograd.ts, for what `tilesPay`. */
export function correlateTiles(
  kernels: TrainingKernels,
  s: Slide,
  x: number,
  dy: number,
  dFilter: number,
): void {
  const { calls } = kernels;
  const { channels, outChannels } = s;
  const { rows, columns, stripRows, stripTiles, placing, pitch } = tiling(s);
  const dyPlacing = {
    height: s.outHeight,
    width: s.outWidth,
    channels: outChannels,
    top: 0,
    left: 0,
    stepY: 1,
    stepX: 1,
    paddedHeight: 2 * rows,
    paddedWidth: 2 * columns,
  };
  const dyPitch = pitchOf(dyPlacing);
  const panels = Math.ceil(outChannels / 8);
  const weights = 4 * Math.ceil(channels / 4);
  const tapBytes = 32 * panels * weights;
  const sizes = [
    paddedBytes(placing),
    paddedBytes(dyPlacing),
    4 * stripTiles,
    4 * weights,
    PLACES * tapBytes,
    Math.max(9 * tapBytes, 4 * PLACES * stripTiles * channels),
    32 * PLACES * panels * stripTiles,
  ];
  kernels.withScratch(sizes, (room, dyRoom, offsets, taps, sums, patches, gradients) => {
    calls.pixelOffsets(offsets, 1, stripTiles, 0, 4 * channels);
    calls.clear(taps, 4 * weights);
    calls.pixelOffsets(taps, 1, channels, 0, 4);
    calls.clear(sums, PLACES * tapBytes);
    const image = padder(calls, placing, x, room);
    const dyImage = padder(calls, dyPlacing, dy, dyRoom);
    for (let n = 0; n < s.images; n++) {
      const at = image(n);
      const dyAt = dyImage(n);
      for (let row = 0; row < rows; row += stripRows) {
        const count = Math.min(stripRows, rows - row);
        const tiles = count * columns;
        calls.patchTransform(at + 2 * row * pitch, pitch, count, columns, channels, patches);
        calls.gradientTransform(dyAt + 2 * row * dyPitch, dyPitch, count, columns, outChannels, gradients);
        calls.tileCorrelations(patches, offsets, tiles, channels, taps, weights, gradients, panels, sums);
      }
    }
    calls.filterGradient(sums, panels, weights, patches);
    calls.unpackPanels(patches, 9, weights, channels, outChannels, dFilter);
  });
}

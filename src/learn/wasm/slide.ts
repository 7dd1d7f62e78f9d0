import type * as tf from '@tensorflow/tfjs';
import type { Placing } from './paddedImages.ts';

/** A filter sliding over a batch of images. Sizes in numbers, not bytes. */
export interface Slide {
  images: number;
  /** Of an image. */
  height: number;
  width: number;
  channels: number;
  /** Where its first pixel stands from where the filter begins; negative where the filter begins further in. */
  top: number;
  left: number;
  /** From one of its pixels to the next: above 1, the filter meets zeros between. */
  stepY: number;
  stepX: number;
  filterHeight: number;
  filterWidth: number;
  strideHeight: number;
  strideWidth: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
}

/** conv2d itself: the filter slides over x. */
export function slideOverInput(g: tf.backend_util.Conv2DInfo): Slide {
  return {
    images: g.batchSize,
    height: g.inHeight,
    width: g.inWidth,
    channels: g.inChannels,
    top: g.padInfo.top,
    left: g.padInfo.left,
    stepY: 1,
    stepX: 1,
    filterHeight: g.filterHeight,
    filterWidth: g.filterWidth,
    strideHeight: g.strideHeight,
    strideWidth: g.strideWidth,
    outHeight: g.outHeight,
    outWidth: g.outWidth,
    outChannels: g.outChannels,
  };
}

/**
 * The gradient of conv2d for its input: the filter, turned by 180° and with its channels swapped, slides over dY, with
 * zeros between its elements where the stride is above 1.
 * Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", section 4.
 */
export function slideOverGradient(g: tf.backend_util.Conv2DInfo): Slide {
  return {
    images: g.batchSize,
    height: g.outHeight,
    width: g.outWidth,
    channels: g.outChannels,
    top: g.filterHeight - 1 - g.padInfo.top,
    left: g.filterWidth - 1 - g.padInfo.left,
    stepY: g.strideHeight,
    stepX: g.strideWidth,
    filterHeight: g.filterHeight,
    filterWidth: g.filterWidth,
    strideHeight: 1,
    strideWidth: 1,
    outHeight: g.inHeight,
    outWidth: g.inWidth,
    outChannels: g.inChannels,
  };
}

/** The image that the filter meets, with just the padding that it needs. */
export function placingOf(s: Slide): Placing {
  return {
    height: s.height,
    width: s.width,
    channels: s.channels,
    top: s.top,
    left: s.left,
    stepY: s.stepY,
    stepX: s.stepX,
    paddedHeight: (s.outHeight - 1) * s.strideHeight + s.filterHeight,
    paddedWidth: (s.outWidth - 1) * s.strideWidth + s.filterWidth,
  };
}

import * as tf from '@tensorflow/tfjs';
import type { PoolGeometry } from './calls.ts';
import { type KernelCall, makeOutput } from './heap.ts';
import { addressOf, TrainingKernels } from './kernels.ts';

interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** MaxPool, [n, h, w, c] → [n, oh, ow, c]. */
export function maxPool({
  inputs,
  attrs,
  backend,
}: KernelCall<{ x: tf.TensorInfo }, PoolAttributes>): tf.TensorInfo {
  const { x } = inputs;
  const { outShape, geometry } = poolGeometry(x.shape, attrs);
  const y = makeOutput(backend, outShape);
  TrainingKernels.of(backend).calls.maxPool(addressOf(backend, x), addressOf(backend, y), ...geometry);
  return y;
}

/**
 * The gradient of max-pooling: each window's gradient goes to its first maximum, as in the cpu backend. The stock kernel
 * is slower, and wrong where windows are padded or overlap.
 */
export function maxPoolGrad({
  inputs,
  attrs,
  backend,
}: KernelCall<
  { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo },
  PoolAttributes
>): tf.TensorInfo {
  const { dy, input, output } = inputs;
  const { geometry, overlap, everywhere } = poolGeometry(input.shape, attrs);
  const dx = makeOutput(backend, input.shape);
  const { calls } = TrainingKernels.of(backend);
  const at = addressOf(backend, dx);
  if (overlap || !everywhere) calls.clear(at, 4 * tf.util.sizeFromShape(input.shape));
  calls.maxPoolGrad(
    addressOf(backend, input),
    addressOf(backend, output),
    addressOf(backend, dy),
    at,
    overlap ? 1 : 0,
    ...geometry,
  );
  return dx;
}

interface Pooling {
  outShape: number[];
  geometry: PoolGeometry;
  /** Some number may be in two windows. */
  overlap: boolean;
  /** Every number is in some window. */
  everywhere: boolean;
}

function poolGeometry(shape: number[], attrs: PoolAttributes): Pooling {
  const g = tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const geometry: PoolGeometry = [
    g.batchSize,
    g.inHeight,
    g.inWidth,
    g.inChannels,
    g.outHeight,
    g.outWidth,
    g.filterHeight,
    g.filterWidth,
    g.strideHeight,
    g.strideWidth,
    g.padInfo.top,
    g.padInfo.left,
  ];
  const overlap = g.strideHeight < g.filterHeight || g.strideWidth < g.filterWidth;
  const everywhere =
    g.strideHeight <= g.filterHeight &&
    g.strideWidth <= g.filterWidth &&
    (g.outHeight - 1) * g.strideHeight + g.filterHeight - g.padInfo.top >= g.inHeight &&
    (g.outWidth - 1) * g.strideWidth + g.filterWidth - g.padInfo.left >= g.inWidth;
  return { outShape: g.outShape, geometry, overlap, everywhere };
}

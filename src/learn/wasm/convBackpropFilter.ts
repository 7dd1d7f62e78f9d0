import type * as tf from '@tensorflow/tfjs';
import { type ConvBackpropAttributes, convGeometry } from './convShape.ts';
import { type KernelCall, release, runKernel } from './heap.ts';
import { transpose } from './transpose.ts';

type Call = KernelCall<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  ConvBackpropAttributes & { filterShape: number[] }
>;

/**
 * The gradient of conv2d for its filter, [kh, kw, in, out], as one forward convolution:
 *   dW[i, j, c, o] = Σ over n, y, x of X[n, y·s + i, x·s + j, c] · dY[n, y, x, o]
 * is the convolution of Xᵀ [in, h, w, n] with the filter dYᵀ [oh, ow, n, out], dilated by the stride:
 * batch and channels change places. XNNPACK runs it at the speed of the forward pass; the stock backend has no
 * such kernel at all.
 */
export function convBackpropFilter({ inputs, attrs, backend }: Call): tf.TensorInfo {
  const { x, dy } = inputs;
  const g = convGeometry(x.shape, attrs.filterShape, attrs);
  const { top, left } = g.padInfo;
  // Exactly enough padding for kh × kw results; where the forward pass left rows unused, more come out and are cut.
  const spanHeight = (g.outHeight - 1) * g.strideHeight + g.filterHeight;
  const spanWidth = (g.outWidth - 1) * g.strideWidth + g.filterWidth;
  const bottom = spanHeight - g.inHeight - top;
  const right = spanWidth - g.inWidth - left;

  const swappedX = transpose(backend, x, [3, 1, 2, 0]);
  const swappedDy = transpose(backend, dy, [1, 2, 0, 3]);
  let correlated = runKernel(
    backend,
    'Conv2D',
    { x: swappedX, filter: swappedDy },
    {
      strides: [1, 1],
      dilations: [g.strideHeight, g.strideWidth],
      pad: [
        [0, 0],
        [top, Math.max(0, bottom)],
        [left, Math.max(0, right)],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  release(backend, swappedX);
  release(backend, swappedDy);

  if (bottom < 0 || right < 0) {
    const size = [g.inChannels, g.filterHeight, g.filterWidth, g.outChannels];
    const cut = runKernel(backend, 'Slice', { x: correlated }, { begin: [0, 0, 0, 0], size });
    release(backend, correlated);
    correlated = cut;
  }
  const dFilter = transpose(backend, correlated, [1, 2, 0, 3]);
  release(backend, correlated);
  return dFilter;
}

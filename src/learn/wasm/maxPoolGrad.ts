import * as tf from '@tensorflow/tfjs';
import { heapView, type KernelCall, makeOutput } from './heap.ts';

type Call = KernelCall<
  { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo },
  {
    filterSize: [number, number] | number;
    strides: [number, number] | number;
    pad: 'same' | 'valid' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  }
>;

/**
 * The gradient of max-pooling: each window's gradient goes to its first maximum, as in the cpu backend.
 * The stock kernel is slower, and wrong where windows are padded or overlap.
 */
export function maxPoolGrad({ inputs, attrs, backend }: Call): tf.TensorInfo {
  const { dy, input } = inputs;
  const g = tf.backend_util.computePool2DInfo(
    input.shape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const dx = makeOutput(backend, input.shape);
  const x = heapView(backend, input);
  const from = heapView(backend, dy);
  const to = heapView(backend, dx).fill(0);
  const { inHeight, inWidth, inChannels: channels } = g;
  // Where the elements of the window at hand begin, those inside the picture.
  const taps = new Int32Array(g.filterHeight * g.filterWidth);
  let i = 0;
  for (let n = 0; n < g.batchSize; n++) {
    for (let oy = 0; oy < g.outHeight; oy++) {
      const y = oy * g.strideHeight - g.padInfo.top;
      const yEnd = Math.min(inHeight, y + g.filterHeight);
      const yStart = Math.max(0, y);
      for (let ox = 0; ox < g.outWidth; ox++) {
        const left = ox * g.strideWidth - g.padInfo.left;
        const xEnd = Math.min(inWidth, left + g.filterWidth);
        const xStart = Math.max(0, left);
        let count = 0;
        for (let ky = yStart; ky < yEnd; ky++) {
          for (let kx = xStart; kx < xEnd; kx++)
            taps[count++] = ((n * inHeight + ky) * inWidth + kx) * channels;
        }
        for (let c = 0; c < channels; c++) {
          let best = taps[0] + c;
          let largest = x[best];
          for (let t = 1; t < count; t++) {
            const at = taps[t] + c;
            const v = x[at];
            if (v > largest) {
              largest = v;
              best = at;
            }
          }
          to[best] += from[i++];
        }
      }
    }
  }
  return dx;
}

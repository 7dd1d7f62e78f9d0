import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type ConvBackpropAttributes, convGeometry } from './convShape.ts';
import { heapView, type KernelCall, makeOutput, release, runKernel } from './heap.ts';

type Call = KernelCall<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  ConvBackpropAttributes & { inputShape: number[] }
>;

/**
 * The gradient of conv2d for its input, [n, h, w, in]: dY, with zeros between its elements where the stride is above 1,
 * convolved with the filter turned by 180° and its channels swapped. Runs on XNNPACK; the stock kernel is a naive loop.
 * Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", section 4.
 */
export function convBackpropInput({ inputs, attrs, backend }: Call): tf.TensorInfo {
  const { dy, filter } = inputs;
  const g = convGeometry(attrs.inputShape, filter.shape, attrs);
  const strided = g.strideHeight > 1 || g.strideWidth > 1;
  const spread = strided ? spreadApart(backend, dy, g.strideHeight, g.strideWidth) : dy;
  const turned = turnFilter(backend, filter);
  const top = g.filterHeight - 1 - g.padInfo.top;
  const left = g.filterWidth - 1 - g.padInfo.left;
  const bottom = g.inHeight + g.filterHeight - 1 - spread.shape[1] - top;
  const right = g.inWidth + g.filterWidth - 1 - spread.shape[2] - left;
  const dx = runKernel(
    backend,
    'Conv2D',
    { x: spread, filter: turned },
    {
      strides: [1, 1],
      dilations: [1, 1],
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  release(backend, turned);
  if (strided) release(backend, spread);
  return dx;
}

/** dY with stride − 1 zeros between neighbours: [n, (oh − 1)·s + 1, (ow − 1)·s + 1, out]. */
function spreadApart(
  backend: BackendWasm,
  dy: tf.TensorInfo,
  strideHeight: number,
  strideWidth: number,
): tf.TensorInfo {
  const [n, height, width, channels] = dy.shape as [number, number, number, number];
  const wideHeight = (height - 1) * strideHeight + 1;
  const wideWidth = (width - 1) * strideWidth + 1;
  const out = makeOutput(backend, [n, wideHeight, wideWidth, channels]);
  const from = heapView(backend, dy);
  const to = heapView(backend, out).fill(0);
  let i = 0;
  for (let b = 0; b < n; b++) {
    for (let y = 0; y < height; y++) {
      const row = (b * wideHeight + y * strideHeight) * wideWidth;
      for (let x = 0; x < width; x++) {
        const base = (row + x * strideWidth) * channels;
        for (let c = 0; c < channels; c++) to[base + c] = from[i++];
      }
    }
  }
  return out;
}

/** [kh, kw, in, out] → [kh, kw, out, in], turned by 180°. */
function turnFilter(backend: BackendWasm, filter: tf.TensorInfo): tf.TensorInfo {
  const [height, width, inChannels, outChannels] = filter.shape as [number, number, number, number];
  const out = makeOutput(backend, [height, width, outChannels, inChannels]);
  const from = heapView(backend, filter);
  const to = heapView(backend, out);
  const taps = height * width;
  const size = inChannels * outChannels;
  for (let tap = 0; tap < taps; tap++) {
    const read = tap * size;
    const write = (taps - 1 - tap) * size;
    for (let i = 0; i < inChannels; i++) {
      for (let o = 0; o < outChannels; o++) to[write + o * inChannels + i] = from[read + i * outChannels + o];
    }
  }
  return out;
}

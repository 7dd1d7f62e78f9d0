import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type ConvAttributes, convGeometry } from './convShape.ts';
import { convolveDirect, correlateDirect } from './direct.ts';
import { type KernelCall, makeOutput } from './heap.ts';
import { addressOf, TrainingKernels } from './kernels.ts';
import { slideOverGradient, slideOverInput } from './slide.ts';
import { convolveTiles, correlateTiles, tilesPay } from './winograd.ts';

type ForwardCall = KernelCall<
  { x: tf.TensorInfo; filter: tf.TensorInfo },
  ConvAttributes & { dilations: [number, number] | number }
>;
type InputCall = KernelCall<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  ConvAttributes & { inputShape: number[] }
>;
type FilterCall = KernelCall<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  ConvAttributes & { filterShape: number[] }
>;

/** Conv2D whose dilated convolutions are left to the stock kernel. */
export function makeConv2D(stock: tf.KernelFunc): (call: ForwardCall) => tf.TensorInfo {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const plain = [attrs.dilations].flat().every((step) => step === 1) && attrs.dataFormat === 'NHWC';
    if (!plain) return stock(call as never) as tf.TensorInfo;
    return convForward(backend, inputs.x, inputs.filter, attrs);
  };
}

/** [n, h, w, in] and [kh, kw, in, out] → [n, oh, ow, out]. */
export function convForward(
  backend: BackendWasm,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  attrs: ConvAttributes,
): tf.TensorInfo {
  const g = convGeometry(x.shape, filter.shape, attrs);
  const y = makeOutput(backend, g.outShape);
  const kernels = TrainingKernels.of(backend);
  const slide = slideOverInput(g);
  const weights = addressOf(backend, filter);
  const rows = g.filterHeight * g.filterWidth * g.inChannels;
  const convolve = tilesPay(slide) ? convolveTiles : convolveDirect;
  convolve(kernels, slide, addressOf(backend, x), addressOf(backend, y), (to) =>
    kernels.calls.packPanels(weights, rows, g.outChannels, to),
  );
  return y;
}

/** The gradient of conv2d for its input, [n, h, w, in]. */
export function convBackpropInput({ inputs, attrs, backend }: InputCall): tf.TensorInfo {
  const { dy, filter } = inputs;
  const g = convGeometry(attrs.inputShape, filter.shape, attrs);
  const dx = makeOutput(backend, attrs.inputShape);
  const kernels = TrainingKernels.of(backend);
  const slide = slideOverGradient(g);
  const weights = addressOf(backend, filter);
  const taps = g.filterHeight * g.filterWidth;
  const convolve = tilesPay(slide) ? convolveTiles : convolveDirect;
  convolve(kernels, slide, addressOf(backend, dy), addressOf(backend, dx), (to) =>
    kernels.calls.packTurnedPanels(weights, taps, g.inChannels, g.outChannels, to),
  );
  return dx;
}

/** The gradient of conv2d for its filter, [kh, kw, in, out]. */
export function convBackpropFilter({ inputs, attrs, backend }: FilterCall): tf.TensorInfo {
  const { x, dy } = inputs;
  const g = convGeometry(x.shape, attrs.filterShape, attrs);
  const dFilter = makeOutput(backend, attrs.filterShape);
  const slide = slideOverInput(g);
  const correlate = tilesPay(slide) ? correlateTiles : correlateDirect;
  const [xAt, dyAt, dFilterAt] = [x, dy, dFilter].map((info) => addressOf(backend, info));
  correlate(TrainingKernels.of(backend), slide, xAt, dyAt, dFilterAt);
  return dFilter;
}

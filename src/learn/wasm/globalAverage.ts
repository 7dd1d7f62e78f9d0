import type * as tf from '@tensorflow/tfjs';
import { type KernelCall, makeOutput } from './heap.ts';
import { addressOf, TrainingKernels } from './kernels.ts';

/** Names of the two kernels below in tfjs's registry. */
export const GLOBAL_AVERAGE = 'IntoneGlobalAverage';
export const GLOBAL_AVERAGE_GRAD = 'IntoneGlobalAverageGrad';

/** The average over height and width, [n, h, w, c] → [n, c]. */
function globalAverage({ inputs, backend }: KernelCall<{ x: tf.TensorInfo }, unknown>): tf.TensorInfo {
  const [images, height, width, channels] = inputs.x.shape;
  const pixels = height * width;
  const y = makeOutput(backend, [images, channels]);
  const kernels = TrainingKernels.of(backend);
  const [from, to] = [addressOf(backend, inputs.x), addressOf(backend, y)];
  kernels.withScratch([8 * channels], (sums) => {
    const totals = kernels.f64(sums, channels);
    for (let n = 0; n < images; n++) {
      totals.fill(0);
      kernels.calls.sumPixels(from + 4 * n * pixels * channels, pixels, channels, sums);
      const averages = kernels.f32(to + 4 * n * channels, channels);
      for (let c = 0; c < channels; c++) averages[c] = totals[c] / pixels;
    }
  });
  return y;
}

/** Its gradient, [n, c] → [n, h, w, c]: the same share for every pixel. */
function globalAverageGrad({
  inputs,
  attrs,
  backend,
}: KernelCall<{ dy: tf.TensorInfo }, { shape: number[] }>): tf.TensorInfo {
  const [images, height, width, channels] = attrs.shape;
  const pixels = height * width;
  const dx = makeOutput(backend, attrs.shape);
  const [from, to] = [addressOf(backend, inputs.dy), addressOf(backend, dx)];
  TrainingKernels.of(backend).calls.spreadPixels(from, to, images, pixels, channels, 1 / pixels);
  return dx;
}

export const GLOBAL_AVERAGE_KERNELS = {
  [GLOBAL_AVERAGE]: globalAverage,
  [GLOBAL_AVERAGE_GRAD]: globalAverageGrad,
};

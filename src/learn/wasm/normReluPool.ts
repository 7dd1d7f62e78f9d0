import * as tf from '@tensorflow/tfjs';
import { type KernelCall, makeOutput } from './heap.ts';
import { addressOf, TrainingKernels } from './kernels.ts';

/** Names of the two kernels below in tfjs's registry. */
export const NORM_RELU_POOL = 'IntoneNormReluPool';
export const NORM_RELU_POOL_GRAD = 'IntoneNormReluPoolGrad';

interface Attributes {
  epsilon: number;
  /** Height and width of the windows, which don't overlap; 1 × 1 for no pooling. */
  pool: [number, number];
}

type ForwardCall = KernelCall<{ x: tf.TensorInfo; gamma: tf.TensorInfo; beta: tf.TensorInfo }, Attributes>;
type BackwardCall = KernelCall<
  {
    x: tf.TensorInfo;
    dy: tf.TensorInfo;
    gamma: tf.TensorInfo;
    beta: tf.TensorInfo;
    mean: tf.TensorInfo;
    variance: tf.TensorInfo;
    extreme: tf.TensorInfo;
  },
  Attributes
>;

/**
 * Batch normalisation by the batch's own moments over all axes but the last, ReLU and max-pooling without padding.
 * x [n, h, w, c], gamma and beta [c]. Returns y [n, oh, ow, c], mean [c], the biased variance [c], and, where there is
 * pooling, the extremes that y was made of, like y (./assembly/norm.ts).
 * Source: Ioffe & Szegedy 2015, "Batch normalization", algorithm 1.
 */
function normReluPool({ inputs, attrs, backend }: ForwardCall): tf.TensorInfo[] {
  const { x, gamma, beta } = inputs;
  const [images, height, width, channels] = x.shape;
  const [windowHeight, windowWidth] = attrs.pool;
  const pools = windowHeight * windowWidth > 1;
  const outShape = [images, Math.floor(height / windowHeight), Math.floor(width / windowWidth), channels];
  const y = makeOutput(backend, outShape);
  const mean = makeOutput(backend, [channels]);
  const variance = makeOutput(backend, [channels]);
  const extreme = pools ? makeOutput(backend, outShape) : x;
  const kernels = TrainingKernels.of(backend);
  const { calls } = kernels;
  const xAt = addressOf(backend, x);
  const extremeAt = addressOf(backend, extreme);
  const rows = images * height * width;
  const f64s = 8 * channels;
  kernels.withScratch([2 * f64s, 8 * channels], (totals, lines) => {
    calls.clear(totals, 2 * f64s);
    // A number from the middle stands for the mean, so that squares of differences from it lose no precision.
    const shiftAt = xAt + 4 * channels * (rows >> 1);
    calls.moments(xAt, rows, channels, shiftAt, totals, totals + f64s);
    const shifts = kernels.f32(shiftAt, channels);
    const [sums, squares] = [kernels.f64(totals, channels), kernels.f64(totals + f64s, channels)];
    const means = kernels.f32(addressOf(backend, mean), channels);
    const variances = kernels.f32(addressOf(backend, variance), channels);
    for (let c = 0; c < channels; c++) {
      const difference = sums[c] / rows;
      means[c] = shifts[c] + difference;
      variances[c] = Math.max(0, squares[c] / rows - difference * difference);
    }
    const line = { gamma, beta, mean, variance };
    setLines(kernels, backend, line, attrs.epsilon, lines);
    if (pools) {
      calls.extremes(xAt, lines, extremeAt, images, height, width, channels, windowHeight, windowWidth);
    }
    const outRows = images * outShape[1] * outShape[2];
    calls.scaleRelu(extremeAt, addressOf(backend, y), outRows, channels, lines, lines + 4 * channels);
  });
  return pools ? [y, mean, variance, extreme] : [y, mean, variance];
}

/**
 * Gradients of the above for x, gamma and beta, the batch's moments being functions of x. With g the gradient that ReLU
 * and pooling let through:
 *   dβ = Σ g,  dγ = Σ g·x̂,  dx = γ/σ · (g − dβ/m − x̂·dγ/m).
 */
function normReluPoolGrad({ inputs, attrs, backend }: BackwardCall): tf.TensorInfo[] {
  const { x, dy, gamma, mean, variance, extreme } = inputs;
  const [images, height, width, channels] = x.shape;
  const dx = makeOutput(backend, x.shape);
  const dGamma = makeOutput(backend, [channels]);
  const dBeta = makeOutput(backend, [channels]);
  const kernels = TrainingKernels.of(backend);
  const { calls } = kernels;
  const [extremeAt, dyAt] = [addressOf(backend, extreme), addressOf(backend, dy)];
  const rows = images * height * width;
  const f64s = 8 * channels;
  const f32s = 4 * channels;
  kernels.withScratch([2 * f64s, 4 * f32s], (totals, lines) => {
    setLines(kernels, backend, inputs, attrs.epsilon, lines);
    calls.clear(totals, 2 * f64s);
    calls.gradientSums(
      extremeAt,
      dyAt,
      tf.util.sizeFromShape(dy.shape) / channels,
      channels,
      lines,
      lines + f32s,
      addressOf(backend, mean),
      totals,
      totals + f64s,
    );
    const [sums, products] = [kernels.f64(totals, channels), kernels.f64(totals + f64s, channels)];
    const slopes = kernels.f32(lines + 2 * f32s, channels);
    const levels = kernels.f32(lines + 3 * f32s, channels);
    const view = (info: tf.TensorInfo) => kernels.f32(addressOf(backend, info), channels);
    const [gammas, means, variances] = [view(gamma), view(mean), view(variance)];
    const [dGammas, dBetas] = [view(dGamma), view(dBeta)];
    for (let c = 0; c < channels; c++) {
      const inverse = 1 / Math.sqrt(variances[c] + attrs.epsilon);
      const scale = gammas[c] * inverse;
      const slope = (-scale * inverse * inverse * products[c]) / rows;
      dGammas[c] = products[c] * inverse;
      dBetas[c] = sums[c];
      slopes[c] = slope;
      levels[c] = (-scale * sums[c]) / rows - slope * means[c];
    }
    calls.normGradient(
      addressOf(backend, x),
      extremeAt,
      dyAt,
      addressOf(backend, dx),
      images,
      height,
      width,
      channels,
      attrs.pool[0],
      attrs.pool[1],
      lines,
    );
  });
  return [dx, dGamma, dBeta];
}

/** Writes scale and shift, [2, channels], with which y = scale · x + shift is the normalised x. Both ways get the same bits. */
function setLines(
  kernels: TrainingKernels,
  backend: ForwardCall['backend'],
  inputs: { gamma: tf.TensorInfo; beta: tf.TensorInfo; mean: tf.TensorInfo; variance: tf.TensorInfo },
  epsilon: number,
  lines: number,
): void {
  const channels = inputs.gamma.shape[0];
  const view = (info: tf.TensorInfo) => kernels.f32(addressOf(backend, info), channels);
  const [gamma, beta, mean, variance] = [inputs.gamma, inputs.beta, inputs.mean, inputs.variance].map(view);
  const scales = kernels.f32(lines, channels);
  const shifts = kernels.f32(lines + 4 * channels, channels);
  for (let c = 0; c < channels; c++) {
    const scale = gamma[c] / Math.sqrt(variance[c] + epsilon);
    scales[c] = scale;
    shifts[c] = beta[c] - mean[c] * scale;
  }
}

export const NORM_RELU_POOL_KERNELS = {
  [NORM_RELU_POOL]: normReluPool,
  [NORM_RELU_POOL_GRAD]: normReluPoolGrad,
};

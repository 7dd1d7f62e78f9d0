import * as tf from '@tensorflow/tfjs';
import { heapView, type KernelCall, makeOutput } from './heap.ts';

/** Names of the two kernels below in tfjs's registry. */
export const BATCH_NORM_TRAIN = 'IntoneBatchNormTrain';
export const BATCH_NORM_TRAIN_GRAD = 'IntoneBatchNormTrainGrad';

type ForwardCall = KernelCall<
  { x: tf.TensorInfo; gamma: tf.TensorInfo; beta: tf.TensorInfo },
  { epsilon: number }
>;
type BackwardCall = KernelCall<
  {
    x: tf.TensorInfo;
    dy: tf.TensorInfo;
    gamma: tf.TensorInfo;
    mean: tf.TensorInfo;
    variance: tf.TensorInfo;
  },
  { epsilon: number }
>;

/**
 * Batch normalisation by the batch's own moments, over all axes but the last, in two passes over the heap.
 * Returns y [like x], mean [c] and the biased variance [c].
 * Source: Ioffe & Szegedy 2015, "Batch normalization", algorithm 1.
 */
export function batchNormTrain({ inputs, attrs, backend }: ForwardCall): tf.TensorInfo[] {
  const { x, gamma, beta } = inputs;
  const channels = gamma.shape[0];
  const y = makeOutput(backend, x.shape);
  const mean = makeOutput(backend, [channels]);
  const variance = makeOutput(backend, [channels]);
  const values = heapView(backend, x);
  const rows = values.length / channels;

  const out = heapView(backend, y);
  const means = heapView(backend, mean);
  const variances = heapView(backend, variance);
  const gammas = heapView(backend, gamma);
  const betas = heapView(backend, beta);
  // Channel by channel: strided reads cost less than sums kept in an array.
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    let squares = 0;
    for (let i = c; i < values.length; i += channels) {
      const v = values[i];
      sum += v;
      squares += v * v;
    }
    const m = sum / rows;
    // Doubles keep E[x²] − E[x]² exact enough; rounding may still leave a tiny negative.
    const v = Math.max(0, squares / rows - m * m);
    const scale = gammas[c] / Math.sqrt(v + attrs.epsilon);
    const shift = betas[c] - m * scale;
    for (let i = c; i < values.length; i += channels) out[i] = values[i] * scale + shift;
    means[c] = m;
    variances[c] = v;
  }
  return [y, mean, variance];
}

/**
 * Gradients of the above for x, gamma and beta, the batch's moments being functions of x:
 *   dβ = Σ dy,  dγ = Σ dy·x̂,  dx = γ/σ · (dy − dβ/m − x̂·dγ/m).
 */
export function batchNormTrainGrad({ inputs, attrs, backend }: BackwardCall): tf.TensorInfo[] {
  const { x, dy, gamma, mean, variance } = inputs;
  const channels = gamma.shape[0];
  const dx = makeOutput(backend, x.shape);
  const dGamma = makeOutput(backend, [channels]);
  const dBeta = makeOutput(backend, [channels]);
  const values = heapView(backend, x);
  const from = heapView(backend, dy);
  const to = heapView(backend, dx);
  const rows = values.length / channels;
  const means = heapView(backend, mean);
  const variances = heapView(backend, variance);
  const gammas = heapView(backend, gamma);
  const dGammas = heapView(backend, dGamma);
  const dBetas = heapView(backend, dBeta);
  for (let c = 0; c < channels; c++) {
    const m = means[c];
    let sum = 0;
    let product = 0;
    for (let i = c; i < values.length; i += channels) {
      const d = from[i];
      sum += d;
      product += d * (values[i] - m);
    }
    const inverse = 1 / Math.sqrt(variances[c] + attrs.epsilon);
    dGammas[c] = product * inverse;
    dBetas[c] = sum;
    // dx = dy·a + x·b + k
    const a = gammas[c] * inverse;
    const b = (-a * inverse * inverse * product) / rows;
    const k = (-a * sum) / rows - b * m;
    for (let i = c; i < values.length; i += channels) to[i] = from[i] * a + values[i] * b + k;
  }
  return [dx, dGamma, dBeta];
}

/** Ties the two kernels together for tfjs's gradient tape. */
export const batchNormTrainGradient: tf.GradConfig = {
  kernelName: BATCH_NORM_TRAIN,
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, true, true],
  gradFunc: (dy, saved, attrs) => {
    const [x, gamma, mean, variance] = saved;
    const inputs = { x, dy: (dy as tf.Tensor[])[0], gamma, mean, variance };
    // The tape asks for each gradient by itself; one call of the kernel makes all three.
    const [dx, dGamma, dBeta] = tf
      .engine()
      .runKernel(BATCH_NORM_TRAIN_GRAD, inputs, { epsilon: attrs.epsilon }) as tf.Tensor[];
    return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
  },
};

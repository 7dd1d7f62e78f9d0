import * as tf from '@tensorflow/tfjs';
import { blockLength, heapView, type KernelCall, makeOutput } from './heap.ts';

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
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  const block = blockLength(channels);
  for (let start = 0; start < values.length; start += block) {
    const end = Math.min(values.length, start + block);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      let square = 0;
      for (let i = start + c; i < end; i += channels) {
        const v = values[i];
        sum += v;
        square += v * v;
      }
      sums[c] += sum;
      squares[c] += square;
    }
  }
  const scale = new Float64Array(channels);
  const shift = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const m = sums[c] / rows;
    // Doubles keep E[x²] − E[x]² exact enough; rounding may still leave a tiny negative.
    const v = Math.max(0, squares[c] / rows - m * m);
    scale[c] = gammas[c] / Math.sqrt(v + attrs.epsilon);
    shift[c] = betas[c] - m * scale[c];
    means[c] = m;
    variances[c] = v;
  }
  for (let start = 0; start < values.length; start += block) {
    const end = Math.min(values.length, start + block);
    for (let c = 0; c < channels; c++) {
      const a = scale[c];
      const k = shift[c];
      for (let i = start + c; i < end; i += channels) out[i] = values[i] * a + k;
    }
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
  const sums = new Float64Array(channels);
  const products = new Float64Array(channels);
  const block = blockLength(channels);
  for (let start = 0; start < values.length; start += block) {
    const end = Math.min(values.length, start + block);
    for (let c = 0; c < channels; c++) {
      const m = means[c];
      let sum = 0;
      let product = 0;
      for (let i = start + c; i < end; i += channels) {
        const d = from[i];
        sum += d;
        product += d * (values[i] - m);
      }
      sums[c] += sum;
      products[c] += product;
    }
  }
  // dx = dy·a + x·b + k per channel.
  const a = new Float64Array(channels);
  const b = new Float64Array(channels);
  const k = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const inverse = 1 / Math.sqrt(variances[c] + attrs.epsilon);
    dGammas[c] = products[c] * inverse;
    dBetas[c] = sums[c];
    a[c] = gammas[c] * inverse;
    b[c] = (-a[c] * inverse * inverse * products[c]) / rows;
    k[c] = (-a[c] * sums[c]) / rows - b[c] * means[c];
  }
  for (let start = 0; start < values.length; start += block) {
    const end = Math.min(values.length, start + block);
    for (let c = 0; c < channels; c++) {
      const ac = a[c];
      const bc = b[c];
      const kc = k[c];
      for (let i = start + c; i < end; i += channels) to[i] = from[i] * ac + values[i] * bc + kc;
    }
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

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { accumulate } from './wasm/adamw.ts';
import { BIAS_RELU, BIAS_RELU_GRAD } from './wasm/biasRelu.ts';
import { GLOBAL_AVERAGE, GLOBAL_AVERAGE_GRAD } from './wasm/globalAverage.ts';
import { NORM_RELU_POOL, NORM_RELU_POOL_GRAD } from './wasm/normReluPool.ts';

// Operations of the training pass, each differentiable for all its tensors: on the wasm backend by one kernel of our own
// each way, elsewhere by tfjs's operations.

/**
 * Told the batch's mean and biased variance per channel, [c], for moving averages: no gradient flows through them, and
 * they are gone afterwards.
 */
export type OnMoments = (mean: tf.Tensor1D, variance: tf.Tensor1D) => void;

/**
 * Batch normalisation by the batch's own moments over all axes but the last, by tfjs's operations everywhere.
 * @param x [n, h, w, c]; gamma, beta [c]
 * @returns like x
 */
export function batchNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
  onMoments: OnMoments,
): tf.Tensor4D {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  onMoments(mean as tf.Tensor1D, variance as tf.Tensor1D);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), gamma), beta);
}

/**
 * Batch normalisation as above, ReLU and max-pooling by windows of `pool` side by side without padding, [1, 1] for none.
 * @returns [n, ⌊h / pool[0]⌋, ⌊w / pool[1]⌋, c]
 */
export function normReluPool(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
  pool: [number, number],
  onMoments: OnMoments,
): tf.Tensor4D {
  if (!onWasm()) {
    const y = tf.relu(batchNorm(x, gamma, beta, epsilon, onMoments));
    return pool[0] * pool[1] > 1 ? tf.maxPool(y, pool, pool, 'valid') : y;
  }
  const attrs = { epsilon, pool };
  return differentiable([x, gamma, beta], (save) => {
    const [y, mean, variance, extreme = x] = runKernel(NORM_RELU_POOL, { x, gamma, beta }, attrs);
    onMoments(mean as tf.Tensor1D, variance as tf.Tensor1D);
    save([x, gamma, beta, mean, variance, extreme]);
    const gradFunc = (dy: tf.Tensor, [x, gamma, beta, mean, variance, extreme]: tf.Tensor[]) =>
      runKernel(NORM_RELU_POOL_GRAD, { x, dy, gamma, beta, mean, variance, extreme }, attrs);
    return { value: y, gradFunc };
  }) as tf.Tensor4D;
}

/**
 * max(0, x + bias).
 * @param x [..., c]; bias [c]
 * @returns like x
 */
export function biasRelu<T extends tf.Tensor>(x: T, bias: tf.Tensor1D): T {
  if (!onWasm()) return tf.relu(tf.add(x, bias)) as T;
  return differentiable([x, bias], (save) => {
    const [y] = runKernel(BIAS_RELU, { x, bias });
    save([y]);
    return { value: y, gradFunc: (dy, [y]) => runKernel(BIAS_RELU_GRAD, { y, dy }) };
  }) as T;
}

/** The average over height and width, [n, h, w, c] → [n, c]. */
export function globalAverage(x: tf.Tensor4D): tf.Tensor2D {
  if (!onWasm()) return tf.mean(x, [1, 2]);
  const { shape } = x;
  return differentiable([x], () => {
    const [value] = runKernel(GLOBAL_AVERAGE, { x });
    return { value, gradFunc: (dy) => runKernel(GLOBAL_AVERAGE_GRAD, { dy }, { shape }) };
  }) as tf.Tensor2D;
}

/** average ← momentum · average + (1 − momentum) · value. On the wasm backend in place. */
export function follow(average: tf.Variable, value: tf.Tensor, momentum: number): void {
  if (onWasm()) accumulate(tf.backend() as unknown as BackendWasm, average, value, momentum);
  else average.assign(tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum)));
}

function onWasm(): boolean {
  return tf.getBackend() === 'wasm';
}

interface Forward {
  value: tf.Tensor;
  /** The gradient for each input, from the result's and from what was saved. */
  gradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[];
}

/** Runs `forward` off the gradient tape, with its own gradient on it. */
function differentiable(
  inputs: tf.Tensor[],
  forward: (save: (tensors: tf.Tensor[]) => void) => Forward,
): tf.Tensor {
  return tf.customGrad((...args) => forward(args[args.length - 1] as never))(...inputs);
}

/** A kernel's results as an array, however many. */
function runKernel(name: string, inputs: tf.NamedTensorMap, attrs: object = {}): tf.Tensor[] {
  return [tf.engine().runKernel(name, inputs, attrs as never)].flat() as tf.Tensor[];
}

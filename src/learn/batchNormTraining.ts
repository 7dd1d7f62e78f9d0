import * as tf from '@tensorflow/tfjs';
import { BATCH_NORM_TRAIN } from './wasm/batchNorm.ts';

export interface BatchNormResult {
  /** Like x. */
  y: tf.Tensor4D;
  /** The batch's mean and biased variance per channel, [c], for the moving averages: no gradient flows through them. */
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
}

/**
 * Batch normalisation by the batch's own moments over all axes but the last, differentiable for x, gamma and beta.
 * On the wasm backend one fused kernel each way; elsewhere tfjs's own operations.
 * @param x [n, h, w, c]; gamma, beta [c]
 */
export function batchNormTraining(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): BatchNormResult {
  return tf.getBackend() === 'wasm' ? fused(x, gamma, beta, epsilon) : composed(x, gamma, beta, epsilon);
}

function composed(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): BatchNormResult {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const y = tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), gamma), beta);
  return { y: y as tf.Tensor4D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}

function fused(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): BatchNormResult {
  const outputs = tf.engine().runKernel(BATCH_NORM_TRAIN, { x, gamma, beta }, { epsilon }) as tf.Tensor[];
  const [y, mean, variance] = outputs as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from './spec.ts';

/** A convolution with batch normalisation and ReLU, then perhaps pooling. */
export interface Block {
  filters: number;
  kernelSize: number;
  stride: number;
  /** Frames × coefficients pooled together; null for no pooling. */
  pool: [number, number] | null;
}

/** Of batch-norm's moving averages: short enough to settle within a few dozen steps. */
const MOMENTUM = 0.9;

/** @param prefix, number its member and its place in that, from 1, which name its layers */
export function convolve(
  input: tf.SymbolicTensor,
  block: Block,
  prefix: string,
  number: number,
): tf.SymbolicTensor {
  const { filters, kernelSize, stride, pool } = block;
  // No bias: batch normalisation has its own.
  const conv = { filters, kernelSize, strides: stride, padding: 'same', useBias: false } as const;
  let x = tf.layers
    .conv2d({ ...conv, kernelInitializer: 'heNormal', name: `${prefix}conv${number}` })
    .apply(input) as tf.SymbolicTensor;
  const norm = { momentum: MOMENTUM, epsilon: 1e-3, name: `${prefix}norm${number}` };
  x = tf.layers.batchNormalization(norm).apply(x) as tf.SymbolicTensor;
  x = tf.layers
    .activation({ activation: 'relu', name: `${prefix}relu${number}` })
    .apply(x) as tf.SymbolicTensor;
  if (!pool) return x;
  return tf.layers
    .maxPooling2d({ poolSize: pool, name: `${prefix}pool${number}` })
    .apply(x) as tf.SymbolicTensor;
}

/** From what is left of time, [batch, features] each, to the softmax. */
export function classify(
  average: tf.SymbolicTensor,
  maximum: tf.SymbolicTensor,
  spec: ModelSpec,
  prefix: string,
): tf.SymbolicTensor {
  let x = tf.layers.concatenate({ name: `${prefix}pooled` }).apply([average, maximum]) as tf.SymbolicTensor;
  x = tf.layers.dropout({ rate: spec.dropout, name: `${prefix}dropout` }).apply(x) as tf.SymbolicTensor;
  return tf.layers
    .dense({ units: spec.classes, activation: 'softmax', name: `${prefix}emotion` })
    .apply(x) as tf.SymbolicTensor;
}

import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from './spec.ts';

interface Block {
  filters: number;
  kernelSize: number;
  stride: number;
  /** Frames × coefficients pooled together; null for no pooling. */
  pool: [number, number] | null;
}

/** Pools early, where the picture is large and each filter expensive; keeps 80 ms per frame at the end. */
const BLOCKS: Block[] = [
  { filters: 16, kernelSize: 5, stride: 2, pool: [2, 2] },
  { filters: 32, kernelSize: 3, stride: 1, pool: [2, 2] },
  { filters: 64, kernelSize: 3, stride: 1, pool: [2, 1] },
  { filters: 96, kernelSize: 3, stride: 1, pool: null },
  { filters: 128, kernelSize: 1, stride: 1, pool: null },
];

/** Of batch-norm's moving averages: short enough to settle within a few dozen steps. */
const MOMENTUM = 0.9;

/**
 * The stronger default: convolutions with batch normalisation, then the average and the maximum of each channel over
 * all of time, so that it matters what is heard and not when.
 */
export function compact(spec: ModelSpec): tf.LayersModel {
  const input = tf.input({ shape: [spec.frames, spec.coefficients, spec.channels], name: 'features' });
  const top = BLOCKS.reduce((x, block, i) => convolve(x, block, i + 1), input);
  const average = tf.layers.globalAveragePooling2d({ name: 'average' }).apply(top) as tf.SymbolicTensor;
  const maximum = tf.layers.globalMaxPooling2d({ name: 'maximum' }).apply(top) as tf.SymbolicTensor;
  let x = tf.layers.concatenate({ name: 'pooled' }).apply([average, maximum]) as tf.SymbolicTensor;
  x = tf.layers.dropout({ rate: spec.dropout, name: 'dropout' }).apply(x) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: spec.classes, activation: 'softmax', name: 'emotion' }).apply(x);
  return tf.model({ inputs: input, outputs: output as tf.SymbolicTensor, name: 'compact' });
}

function convolve(input: tf.SymbolicTensor, block: Block, number: number): tf.SymbolicTensor {
  const { filters, kernelSize, stride, pool } = block;
  // No bias: batch normalisation has its own.
  const conv = { filters, kernelSize, strides: stride, padding: 'same', useBias: false } as const;
  let x = tf.layers
    .conv2d({ ...conv, kernelInitializer: 'heNormal', name: `conv${number}` })
    .apply(input) as tf.SymbolicTensor;
  const norm = { momentum: MOMENTUM, epsilon: 1e-3, name: `norm${number}` };
  x = tf.layers.batchNormalization(norm).apply(x) as tf.SymbolicTensor;
  x = tf.layers.activation({ activation: 'relu', name: `relu${number}` }).apply(x) as tf.SymbolicTensor;
  if (!pool) return x;
  return tf.layers.maxPooling2d({ poolSize: pool, name: `pool${number}` }).apply(x) as tf.SymbolicTensor;
}

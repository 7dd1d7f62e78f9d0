import * as tf from '@tensorflow/tfjs';
import { type Block, classify, convolve } from './blocks.ts';
import type { Member } from './spec.ts';

/** Pools early, where the picture is large and each filter expensive; keeps 80 ms per frame at the end. */
export const BLOCKS: Block[] = [
  { filters: 16, kernelSize: 5, stride: 2, pool: [2, 2] },
  { filters: 32, kernelSize: 3, stride: 1, pool: [2, 2] },
  { filters: 64, kernelSize: 3, stride: 1, pool: [2, 1] },
  { filters: 96, kernelSize: 3, stride: 1, pool: null },
  { filters: 128, kernelSize: 1, stride: 1, pool: null },
];

/**
 * Convolutions with batch normalisation, then the average and the maximum of each channel over all of time and all
 * coefficients, so that it matters what is heard and not when.
 */
export const compact: Member = (input, spec, prefix) => {
  const top = BLOCKS.reduce((x, block, i) => convolve(x, block, prefix, i + 1), input);
  const average = tf.layers
    .globalAveragePooling2d({ name: `${prefix}average` })
    .apply(top) as tf.SymbolicTensor;
  const maximum = tf.layers.globalMaxPooling2d({ name: `${prefix}maximum` }).apply(top) as tf.SymbolicTensor;
  return classify(average, maximum, spec, prefix);
};

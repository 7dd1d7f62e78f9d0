import * as tf from '@tensorflow/tfjs';
import { classify, convolve } from './blocks.ts';
import { BLOCKS } from './compact.ts';
import type { Member } from './spec.ts';

/**
 * Compact's convolutions, but averaged and maximised over time alone: each band of coefficients keeps channels of its own,
 * since what a low MFCC does means another thing than the same in a high one.
 */
export const band: Member = (input, spec, prefix) => {
  const top = BLOCKS.reduce((x, block, i) => convolve(x, block, prefix, i + 1), input);
  const [, frames, bands, channels] = top.shape as number[];
  const flat = tf.layers
    .reshape({ targetShape: [frames, bands * channels], name: `${prefix}bands` })
    .apply(top) as tf.SymbolicTensor;
  const average = tf.layers
    .globalAveragePooling1d({ name: `${prefix}average` })
    .apply(flat) as tf.SymbolicTensor;
  const maximum = tf.layers.globalMaxPooling1d({ name: `${prefix}maximum` }).apply(flat) as tf.SymbolicTensor;
  return classify(average, maximum, spec, prefix);
};

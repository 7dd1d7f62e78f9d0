import * as tf from '@tensorflow/tfjs';

/** What tfjs passes as `pad`. */
export type Padding = 'same' | 'valid' | number | [number, number][];

/** Attributes of tfjs's Conv2D and of its gradients. */
export interface ConvAttributes {
  strides: [number, number] | number;
  pad: Padding;
  dataFormat: 'NHWC' | 'NCHW';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The forward convolution's geometry, as tfjs computes it. */
export function convGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvAttributes,
): tf.backend_util.Conv2DInfo {
  if (attrs.dataFormat !== 'NHWC') throw new Error(`conv2d gradients need NHWC, not ${attrs.dataFormat}`);
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad as never,
    attrs.dimRoundingMode,
    false,
    'channelsLast',
  );
}

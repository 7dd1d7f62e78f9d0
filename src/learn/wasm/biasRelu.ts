import * as tf from '@tensorflow/tfjs';
import { type KernelCall, makeOutput } from './heap.ts';
import { addressOf, TrainingKernels } from './kernels.ts';

/** Names of the two kernels below in tfjs's registry. */
export const BIAS_RELU = 'IntoneBiasRelu';
export const BIAS_RELU_GRAD = 'IntoneBiasReluGrad';

/** max(0, x + bias). x [..., channels], bias [channels]. */
function biasRelu({
  inputs,
  backend,
}: KernelCall<{ x: tf.TensorInfo; bias: tf.TensorInfo }, unknown>): tf.TensorInfo {
  const { x, bias } = inputs;
  const channels = bias.shape[0];
  const y = makeOutput(backend, x.shape);
  TrainingKernels.of(backend).calls.biasRelu(
    addressOf(backend, x),
    addressOf(backend, bias),
    addressOf(backend, y),
    tf.util.sizeFromShape(x.shape) / channels,
    channels,
  );
  return y;
}

/** The gradients for x, dy where y > 0, and for the bias, the sum of that over all axes but the last. */
function biasReluGrad({
  inputs,
  backend,
}: KernelCall<{ y: tf.TensorInfo; dy: tf.TensorInfo }, unknown>): tf.TensorInfo[] {
  const { y, dy } = inputs;
  const channels = y.shape[y.shape.length - 1];
  const dx = makeOutput(backend, y.shape);
  const dBias = makeOutput(backend, [channels]);
  const kernels = TrainingKernels.of(backend);
  kernels.withScratch([8 * channels], (sums) => {
    kernels.calls.clear(sums, 8 * channels);
    kernels.calls.biasReluGrad(
      addressOf(backend, y),
      addressOf(backend, dy),
      addressOf(backend, dx),
      tf.util.sizeFromShape(y.shape) / channels,
      channels,
      sums,
    );
    kernels.f32(addressOf(backend, dBias), channels).set(kernels.f64(sums, channels));
  });
  return [dx, dBias];
}

export const BIAS_RELU_KERNELS = { [BIAS_RELU]: biasRelu, [BIAS_RELU_GRAD]: biasReluGrad };

import type * as tf from '@tensorflow/tfjs';
import type { KernelCall } from './heap.ts';

/**
 * Identity without a copy: one more reference to the same data, as in the cpu backend. The gradient tape clones every
 * tensor it saves, so that the stock kernel's copies add up.
 */
export function identity({ inputs, backend }: KernelCall<{ x: tf.TensorInfo }, unknown>): tf.TensorInfo {
  const { dataId, shape, dtype } = inputs.x;
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** Cast without a copy where the type stays. */
export function makeCast(
  stock: tf.KernelFunc,
): (call: KernelCall<{ x: tf.TensorInfo }, { dtype: tf.DataType }>) => tf.TensorInfo {
  return (call) =>
    call.inputs.x.dtype === call.attrs.dtype ? identity(call) : (stock(call as never) as tf.TensorInfo);
}

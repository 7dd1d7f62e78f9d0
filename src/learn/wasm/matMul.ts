import type * as tf from '@tensorflow/tfjs';
import { convBackpropFilter, convBackpropInput, convForward } from './conv.ts';
import type { KernelCall } from './heap.ts';

type MatMulCall = KernelCall<
  { a: tf.TensorInfo; b: tf.TensorInfo },
  { transposeA: boolean; transposeB: boolean }
>;

/** A matrix product is a convolution of an image one pixel wide with a 1 × 1 filter. */
const POINTWISE = { strides: 1, pad: 'valid', dataFormat: 'NHWC' } as const;

/**
 * BatchMatMul of two matrices, by the convolution and its two gradients:
 *   a · b, a · bᵀ and aᵀ · b are y, dx and dW of a 1 × 1 convolution. The rest is left to the stock kernel.
 */
export function makeMatMul(stock: tf.KernelFunc): (call: MatMulCall) => tf.TensorInfo {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { a, b } = inputs;
    const { transposeA, transposeB } = attrs;
    const batches = a.shape.slice(0, -2).concat(b.shape.slice(0, -2));
    if (batches.some((n) => n !== 1) || (transposeA && transposeB))
      return stock(call as never) as tf.TensorInfo;
    const [rowsA, columnsA] = a.shape.slice(-2);
    const [rowsB, columnsB] = b.shape.slice(-2);
    const image = { ...a, shape: [1, rowsA, 1, columnsA] };
    const filter = { ...b, shape: [1, 1, rowsB, columnsB] };
    const shape = a.shape.slice(0, -2);
    if (transposeA) {
      const dy = { ...b, shape: [1, rowsB, 1, columnsB] };
      const filterShape = [1, 1, columnsA, columnsB];
      const out = convBackpropFilter({
        inputs: { x: image, dy },
        attrs: { ...POINTWISE, filterShape },
        backend,
      });
      return { ...out, shape: [...shape, columnsA, columnsB] };
    }
    if (transposeB) {
      const inputShape = [1, rowsA, 1, rowsB];
      const out = convBackpropInput({
        inputs: { dy: image, filter },
        attrs: { ...POINTWISE, inputShape },
        backend,
      });
      return { ...out, shape: [...shape, rowsA, rowsB] };
    }
    const out = convForward(backend, image, filter, POINTWISE);
    return { ...out, shape: [...shape, rowsA, columnsB] };
  };
}

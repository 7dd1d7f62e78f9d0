import * as tf from '@tensorflow/tfjs';
import { blockLength, heapView, type KernelCall, makeOutput } from './heap.ts';

type SumCall = KernelCall<{ x: tf.TensorInfo }, { axis: number | number[]; keepDims: boolean }>;

/**
 * Sum whose commonest use in training, over all axes but the last (the gradient of a bias), is one pass over the heap
 * with a double per channel. The stock kernel transposes the whole tensor first; it still does every other case.
 */
export function makeSum(stock: tf.KernelFunc): (call: SumCall) => tf.TensorInfo {
  return ({ inputs, attrs, backend }) => {
    const { x } = inputs;
    const rank = x.shape.length;
    const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
    const allButLast = rank > 1 && axes.length === rank - 1 && !axes.includes(rank - 1);
    if (!allButLast || x.dtype !== 'float32') {
      return stock({
        inputs: { x },
        attrs: { axis: attrs.axis, keepDims: attrs.keepDims },
        backend,
      }) as tf.TensorInfo;
    }
    const channels = x.shape[rank - 1];
    const shape = attrs.keepDims ? [...x.shape.slice(0, -1).map(() => 1), channels] : [channels];
    const out = makeOutput(backend, shape);
    const values = heapView(backend, x);
    const sums = new Float64Array(channels);
    const block = blockLength(channels);
    for (let start = 0; start < values.length; start += block) {
      const end = Math.min(values.length, start + block);
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let i = start + c; i < end; i += channels) sum += values[i];
        sums[c] += sum;
      }
    }
    heapView(backend, out).set(sums);
    return out;
  };
}

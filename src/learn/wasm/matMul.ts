import type * as tf from '@tensorflow/tfjs';
import { type KernelCall, release } from './heap.ts';
import { transpose } from './transpose.ts';

type MatMulCall = KernelCall<
  { a: tf.TensorInfo; b: tf.TensorInfo },
  { transposeA: boolean; transposeB: boolean }
>;

/**
 * BatchMatMul whose transposed forms transpose first and then take the fast path:
 * the stock kernel hands only the plain form to XNNPACK and runs the others through naive loops.
 */
export function makeMatMul(stock: tf.KernelFunc): (call: MatMulCall) => tf.TensorInfo {
  return ({ inputs, attrs, backend }) => {
    const a = attrs.transposeA ? transpose(backend, inputs.a, swapLastTwo(inputs.a.shape.length)) : inputs.a;
    const b = attrs.transposeB ? transpose(backend, inputs.b, swapLastTwo(inputs.b.shape.length)) : inputs.b;
    const out = stock({ inputs: { a, b }, attrs: { transposeA: false, transposeB: false }, backend });
    if (a !== inputs.a) release(backend, a);
    if (b !== inputs.b) release(backend, b);
    return out as tf.TensorInfo;
  };
}

function swapLastTwo(rank: number): number[] {
  const perm = Array.from({ length: rank }, (_, i) => i);
  perm[rank - 2] = rank - 1;
  perm[rank - 1] = rank - 2;
  return perm;
}

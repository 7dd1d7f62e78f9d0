import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { sumOfSquares } from './wasm/adamw.ts';

/** Keeps a norm of 0 from being divided by. */
const EPSILON = 1e-6;

/**
 * What to multiply all gradients by so that their common norm is at most `maxNorm`: a scalar, 1 or less, that stays on
 * the backend. The caller disposes it. A gradient that is not a number gives a scale that may be anything.
 * Source: Pascanu et al. 2013, "On the difficulty of training recurrent neural networks", algorithm 1;
 * torch.nn.utils.clip_grad_norm_.
 */
export function gradientScale(gradients: tf.NamedTensorMap, maxNorm: number): tf.Scalar {
  const all = Object.values(gradients);
  return tf.tidy(() => {
    const norm = tf.sqrt(tf.getBackend() === 'wasm' ? sumOnHeap(all) : sumComposed(all));
    return tf.minimum(tf.div(maxNorm, tf.add(norm, EPSILON)), 1) as tf.Scalar;
  });
}

function sumOnHeap(tensors: tf.Tensor[]): tf.Scalar {
  const backend = tf.backend() as unknown as BackendWasm;
  return tf.scalar(tensors.reduce((sum, tensor) => sum + sumOfSquares(backend, tensor), 0));
}

/** Each in two stages: half a million squares added up one by one in float32 are 1e-4 off. */
function sumComposed(tensors: tf.Tensor[]): tf.Tensor {
  const rows = (tensor: tf.Tensor) => tf.reshape(tf.square(tensor), [-1, tensor.shape.at(-1) ?? 1]);
  return tf.addN(tensors.map((tensor) => tf.sum(tf.sum(rows(tensor), 0))));
}

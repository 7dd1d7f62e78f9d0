import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressOf, TrainingKernels } from './kernels.ts';

/** Tensors of one shape, float32. All but the gradient are changed in place. */
export interface AdamWTensors {
  parameter: tf.TensorInfo;
  gradient: tf.TensorInfo;
  /** Moving averages of the gradient and of its square. */
  first: tf.TensorInfo;
  second: tf.TensorInfo;
}

export interface AdamWScalars {
  learningRate: number;
  /** Decoupled; 0 for none. */
  weightDecay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** 1 / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ) for the step's number t, from 1. */
  correction1: number;
  rootCorrection2: number;
  /** The gradient is multiplied by this first, as for clipping; 1 for none. */
  gradientScale: number;
}

/**
 * One AdamW step as torch.optim.AdamW takes it, in place in the wasm backend's memory. tfjs's clones share their
 * original's data: no other tensor that is to keep its numbers may be a clone of the three that change.
 * @throws NoBackendError where the kernels don't run
 */
export function adamwStep(backend: BackendWasm, tensors: AdamWTensors, s: AdamWScalars): void {
  const { parameter, gradient, first, second } = tensors;
  TrainingKernels.of(backend).calls.adamw(
    addressOf(backend, parameter),
    addressOf(backend, gradient),
    addressOf(backend, first),
    addressOf(backend, second),
    sizeOf(parameter),
    1 - s.learningRate * s.weightDecay,
    s.learningRate * s.correction1,
    s.rootCorrection2,
    s.beta1,
    1 - s.beta1,
    s.beta2,
    1 - s.beta2,
    s.epsilon,
    s.gradientScale,
  );
}

/**
 * average += (1 − decay) · (value − average), in place: a moving average of weights. The same holds of clones.
 * @throws NoBackendError where the kernels don't run
 */
export function accumulate(
  backend: BackendWasm,
  average: tf.TensorInfo,
  value: tf.TensorInfo,
  decay: number,
): void {
  const { calls } = TrainingKernels.of(backend);
  calls.accumulate(addressOf(backend, average), addressOf(backend, value), sizeOf(average), 1 - decay);
}

/**
 * The sum of a tensor's squares, for a gradient's norm, without a read-back.
 * @throws NoBackendError where the kernels don't run
 */
export function sumOfSquares(backend: BackendWasm, x: tf.TensorInfo): number {
  return TrainingKernels.of(backend).calls.sumOfSquares(addressOf(backend, x), sizeOf(x));
}

function sizeOf({ shape }: tf.TensorInfo): number {
  return shape.reduce((product, n) => product * n, 1);
}

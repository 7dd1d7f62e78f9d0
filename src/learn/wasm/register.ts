import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { BIAS_RELU_KERNELS } from './biasRelu.ts';
import { convBackpropFilter, convBackpropInput, makeConv2D } from './conv.ts';
import { GLOBAL_AVERAGE_KERNELS } from './globalAverage.ts';
import { buildsHere } from './kernels.ts';
import { makeMatMul } from './matMul.ts';
import { NORM_RELU_POOL_KERNELS } from './normReluPool.ts';
import { maxPool, maxPoolGrad } from './pool.ts';
import { identity, makeCast } from './share.ts';

let registered = false;

/**
 * Gives tfjs's 'wasm' backend the kernels that training needs and the stock backend lacks or runs through naive loops.
 * Call once, before the backend is first used; later calls do nothing. Where the engine has no SIMD, nothing is
 * registered: prediction works as ever, and training fails the backend's self-test for want of a kernel.
 */
export function registerTrainingKernels(): void {
  if (registered) return;
  registered = true;
  if (buildsHere().length === 0) return;
  // tfjs's threaded build, which it prefers on an isolated page, has a memory that our kernels can't be linked to.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  add({ Conv2DBackpropFilter: convBackpropFilter });
  add(BIAS_RELU_KERNELS);
  add(GLOBAL_AVERAGE_KERNELS);
  add(NORM_RELU_POOL_KERNELS);
  replace('Conv2D', makeConv2D);
  replace('Conv2DBackpropInput', () => convBackpropInput);
  replace('BatchMatMul', makeMatMul);
  replace('MaxPool', () => maxPool);
  replace('MaxPoolGrad', () => maxPoolGrad);
  replace('Identity', () => identity);
  replace('Cast', makeCast);
}

function add(kernels: Record<string, unknown>): void {
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as tf.KernelFunc });
  }
}

/** Puts our kernel in the stock one's place; ours may call the stock one, whose set-up is kept. */
function replace(kernelName: string, make: (stock: tf.KernelFunc) => unknown): void {
  const stock = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...stock, kernelFunc: make(stock.kernelFunc) as tf.KernelFunc });
}

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {
  BATCH_NORM_TRAIN,
  BATCH_NORM_TRAIN_GRAD,
  batchNormTrain,
  batchNormTrainGrad,
  batchNormTrainGradient,
} from './batchNorm.ts';
import { convBackpropFilter } from './convBackpropFilter.ts';
import { convBackpropInput } from './convBackpropInput.ts';
import { makeMatMul } from './matMul.ts';
import { maxPoolGrad } from './maxPoolGrad.ts';
import { identity, makeCast } from './share.ts';
import { makeSum } from './sumRows.ts';

let registered = false;

/**
 * Gives tfjs's 'wasm' backend the kernels that training needs and the stock backend lacks or runs through naive loops.
 * Call once, before the backend is first used; later calls do nothing.
 */
export function registerTrainingKernels(): void {
  if (registered) return;
  registered = true;
  add('Conv2DBackpropFilter', convBackpropFilter);
  add(BATCH_NORM_TRAIN, batchNormTrain);
  add(BATCH_NORM_TRAIN_GRAD, batchNormTrainGrad);
  tf.registerGradient(batchNormTrainGradient);
  replace('Conv2DBackpropInput', () => convBackpropInput);
  replace('BatchMatMul', makeMatMul);
  replace('MaxPoolGrad', () => maxPoolGrad);
  replace('Sum', makeSum);
  replace('Identity', () => identity);
  replace('Cast', makeCast);
}

function add(kernelName: string, kernelFunc: unknown): void {
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as tf.KernelFunc });
}

/** Puts our kernel in the stock one's place; ours may call the stock one, whose set-up is kept. */
function replace(kernelName: string, make: (stock: tf.KernelFunc) => unknown): void {
  const stock = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...stock, kernelFunc: make(stock.kernelFunc) as tf.KernelFunc });
}

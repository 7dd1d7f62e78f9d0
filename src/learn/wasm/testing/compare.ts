/** For tests: our kernels against tfjs's plain cpu backend. */
import { setFlagsFromString } from 'node:v8';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect } from 'vitest';
import { Random } from '../../../core/dataset/random.ts';
import { activateBackend } from '../../backends.ts';
import { WASM_FOLDER } from '../../testing/wasmFolder.ts';
import { buildsHere, type KernelBuild, TrainingKernels } from '../kernels.ts';

export const random = new Random(7);

/** Both builds of the kernels. Node before 21 hides relaxed SIMD, which the first needs, behind a flag. */
export function bothBuilds(): KernelBuild[] {
  if (!buildsHere().includes('fused')) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return ['fused', 'plain'];
}

/** Makes wasm the current backend, with the given build of the kernels. */
export async function useBuild(build: KernelBuild): Promise<BackendWasm> {
  await activateBackend('wasm', WASM_FOLDER);
  const backend = tf.backend() as unknown as BackendWasm;
  TrainingKernels.link(backend, build);
  return backend;
}

export interface Values {
  shape: number[];
  data: Float32Array;
}

/** Normally distributed numbers. */
export function draw(...shape: number[]): Values {
  return {
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
  };
}

/** A whole number of low … high, both included. */
export function between(low: number, high: number): number {
  return low + random.below(high - low + 1);
}

/** Runs a computation on one backend and returns its results' numbers. */
async function on(
  backend: string,
  inputs: Values[],
  f: (...x: tf.Tensor[]) => tf.Tensor[],
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const results = tf.tidy(() => f(...inputs.map((v) => tf.tensor(v.data, v.shape))));
  const numbers = await Promise.all(results.map(async (t) => (await t.data()) as Float32Array));
  tf.dispose(results);
  return numbers;
}

/** Expects the same results of both backends, up to 1e-4 of each one's largest number. Leaves wasm the current one. */
export async function expectSame(inputs: Values[], f: (...x: tf.Tensor[]) => tf.Tensor[]): Promise<void> {
  const truth = await on('cpu', inputs, f);
  const got = await on('wasm', inputs, f);
  for (const [i, expected] of truth.entries()) {
    expect(got[i].length).toBe(expected.length);
    const largest = expected.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-6);
    let worst = 0;
    // Math.max keeps a NaN.
    for (let j = 0; j < expected.length; j++) worst = Math.max(worst, Math.abs(got[i][j] - expected[j]));
    expect(worst / largest, `result ${i}`).toBeLessThan(1e-4);
  }
}

import { describe, expect, it } from 'vitest';
import type { BackendId } from './backends.ts';
import {
  asTrainingError,
  BackendLostError,
  BackendUntrueError,
  OutOfMemoryError,
  TrainingDivergedError,
} from './errors.ts';

describe('asTrainingError', () => {
  it.each<[BackendId, string]>([
    ['cpu', 'Array buffer allocation failed'],
    ['cpu', 'Invalid typed array length: 4294967296'],
    ['cpu', 'allocation size overflow'],
    ['cpu', 'Out of memory'],
    ['wasm', 'Cannot enlarge memory: no 4294967296 bytes are left on the WASM heap.'],
    ['wasm', 'Aborted(OOM). Build with -sASSERTIONS for more info.'],
    ['wasm', 'memory access out of bounds'],
    ['wasm', 'Out of bounds memory access'],
    ['wasm', 'index out of bounds'],
    ['wasm', 'offset is out of bounds'],
    ['wasm', 'WebAssembly.Memory.grow(): Unable to grow instance memory'],
    ['webgl', 'WebGL Error: OUT_OF_MEMORY'],
    [
      'webgl',
      'Requested texture size [20000x300] greater than WebGL maximum on this browser / GPU [16384x16384].',
    ],
    ['webgpu', 'Total dispatch size exceeds WebGPU maximum.'],
    ['webgpu', 'Dispatch size exceeds WebGPU limits in Y or Z dimension.'],
    ['webgpu', 'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY'],
    ['webgpu', 'Not enough memory left.'],
    [
      'webgpu',
      "Failed to execute 'createBuffer' on 'GPUDevice': createBuffer failed, size (64) is too large for the implementation when mappedAtCreation == true",
    ],
  ])('knows on %s that memory ran out: %s', (backend, message) => {
    expect(asTrainingError(new Error(message), backend, 32)).toBeInstanceOf(OutOfMemoryError);
  });

  it.each<[BackendId, string]>([
    ['webgl', 'WebGL context lost'],
    ['webgl', 'WebGL Error: CONTEXT_LOST_WEBGL'],
    ['webgl', 'Unable to create WebGLTexture.'],
    ['webgpu', "Failed to execute 'mapAsync' on 'GPUBuffer': Device is lost"],
    [
      'webgpu',
      "Failed to execute 'mapAsync' on 'GPUBuffer': A valid external Instance reference no longer exists.",
    ],
    ['webgpu', 'The device was lost.'],
  ])('knows on %s that the GPU is gone: %s', (backend, message) => {
    expect(asTrainingError(new Error(message), backend, 32)).toBeInstanceOf(BackendLostError);
  });

  it.each<[BackendId, string]>([
    ['wasm', 'The clip has 3 coefficients; the network takes 4.'],
    ['cpu', 'memory access out of bounds'],
    ['webgl', 'Failed to compile fragment shader.'],
    ['wasm', 'Device is lost'],
    ['webgpu', "Cannot read properties of undefined (reading 'shape')"],
  ])('hands back on %s what is something else: %s', (backend, message) => {
    const error = new RangeError(message);
    expect(asTrainingError(error, backend, 32)).toBe(error);
  });

  it('hands back what has a name, and what is no Error', () => {
    const named = new TrainingDivergedError(3);
    expect(asTrainingError(named, 'wasm', 32)).toBe(named);
    expect(asTrainingError('out of memory', 'wasm', 32)).toBeInstanceOf(OutOfMemoryError);
    expect(asTrainingError(undefined, 'wasm', 32)).toBeUndefined();
  });
});

describe('training errors', () => {
  it('say what happened and what to do', () => {
    expect(new BackendLostError('webgl', 'its GPU was taken away')).toMatchObject({
      name: 'BackendLostError',
      message: 'WebGL stopped working: its GPU was taken away.',
    });
    expect(new BackendUntrueError('webgpu', 'its results are off by up to 40 %')).toMatchObject({
      name: 'BackendUntrueError',
      message: 'WebGPU failed its self-test: its results are off by up to 40 %.',
    });
    expect(new OutOfMemoryError(32)).toMatchObject({
      message: 'Memory ran out while training on 32 clips at a time.',
      remedy: 'Go on with a batch of 16, or close other tabs and programs first.',
    });
    expect(new OutOfMemoryError(1).remedy).not.toContain('batch');
  });
});

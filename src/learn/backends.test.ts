import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { findFault } from './backends/selfTest.ts';
import { isSoftwareRenderer } from './backends/software.ts';
import { type BackendReport, chooseBackend, probeBackends } from './backends.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';

// Real training on a shared machine: seconds, not the runner's default patience.
vi.setConfig({ testTimeout: 60_000 });

function report(id: BackendReport['id'], over: Partial<BackendReport> = {}): BackendReport {
  return { id, available: true, software: false, correct: true, stepMs: 10, note: '', ...over };
}

describe('chooseBackend', () => {
  it('takes the fastest that passed', () => {
    expect(
      chooseBackend([report('webgpu', { stepMs: 30 }), report('webgl', { stepMs: 5 }), report('wasm')]),
    ).toBe('webgl');
  });

  it('never takes a liar, nor one that did not start, even when asked', () => {
    const liar = report('webgpu', { correct: false, stepMs: 1 });
    const absent = report('webgl', { available: false, correct: null, stepMs: null });
    expect(chooseBackend([liar, absent, report('wasm')], 'webgpu')).toBe('wasm');
    expect(chooseBackend([liar, absent, report('wasm')], 'webgl')).toBe('wasm');
  });

  it('takes a software GPU only when asked', () => {
    const soft = report('webgl', { software: true, stepMs: 1 });
    expect(chooseBackend([soft, report('wasm')])).toBe('wasm');
    expect(chooseBackend([soft, report('wasm')], 'webgl')).toBe('webgl');
  });

  it('falls back to cpu', () => {
    expect(chooseBackend([])).toBe('cpu');
  });
});

describe('probeBackends', () => {
  it('finds wasm and cpu in Node, both right, and leaves no tensor behind', async () => {
    const seen: string[] = [];
    const reports = await probeBackends({ wasmFiles: WASM_FOLDER, onReport: ({ id }) => seen.push(id) });
    expect(seen).toEqual(['webgpu', 'webgl', 'wasm', 'cpu']);
    const [webgpu, webgl, wasm, cpu] = reports;
    expect(webgpu).toMatchObject({ available: false, correct: null });
    expect(webgl).toMatchObject({ available: false, correct: null });
    expect(wasm).toMatchObject({ available: true, correct: true });
    expect(cpu).toMatchObject({ available: true, correct: true });
    expect(wasm.stepMs).toBeGreaterThan(0);
    expect(reports.map(({ note }) => note)).toEqual([
      'WebGPU is not offered by this browser.',
      'WebGL is not offered by this browser.',
      `WebAssembly ${wasm.stepMs!.toFixed(0)} ms/step.`,
      'Plain JavaScript passed; it is the last resort.',
    ]);
    expect(chooseBackend(reports)).toBe('wasm');
    expect(chooseBackend(reports, 'cpu')).toBe('cpu');
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('the self-test', () => {
  it('finds wrong numbers, missing ones and NaN', () => {
    const truth = [Float32Array.of(1, -2, 0.5)];
    expect(findFault([Float32Array.of(1.001, -2, 0.5)], truth)).toBeNull();
    expect(findFault([Float32Array.of(1, -2, 0.6)], truth)).toBe('its results are off by up to 5 %');
    expect(findFault([Float32Array.of(1, Number.NaN, 0.5)], truth)).toBe(
      'some of its results are no numbers',
    );
    expect(findFault([Float32Array.of(1, -2)], truth)).not.toBeNull();
    expect(findFault([], truth)).not.toBeNull();
  });

  it.each([
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
    ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)', false],
    ['Apple M2', false],
  ])('knows %s for software: %s', (name, software) => {
    expect(isSoftwareRenderer(name)).toBe(software);
  });
});

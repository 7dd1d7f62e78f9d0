import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';
import { activateBackend } from './activate.ts';
import { type GpgpuContext, type GpuDevice, watchBackend, watchWebGl, watchWebGpu } from './watch.ts';

/** As much of tfjs's WebGL context as is watched; its fences never pass, as those of a lost context don't. */
function fakeWebGl() {
  const canvas = new EventTarget();
  const state = { lost: false };
  const gpgpu = {
    gl: { canvas, isContextLost: () => state.lost },
    itemsToPoll: [{}],
    createAndWaitForFence: () => new Promise<void>(() => {}),
  } as unknown as GpgpuContext;
  return { gpgpu, canvas, state };
}

function fakeWebGpu() {
  const target = new EventTarget();
  let lose = (_: { reason: string; message: string }) => {};
  const device = {
    lost: new Promise((resolve) => {
      lose = resolve;
    }),
    addEventListener: target.addEventListener.bind(target),
  } as unknown as GpuDevice;
  const report = (error: Error) =>
    target.dispatchEvent(Object.assign(new Event('uncapturederror'), { error }));
  return { device, lose: (message: string) => lose({ reason: 'unknown', message }), report };
}

class GPUOutOfMemoryError extends Error {}
class GPUValidationError extends Error {}

describe('a watched WebGL context', () => {
  it('tells of its loss by the event, once', () => {
    const { gpgpu, canvas, state } = fakeWebGl();
    const watch = watchWebGl(gpgpu);
    const told = vi.fn();
    watch.onLost(told);
    expect(watch.lost).toBeNull();
    state.lost = true;
    canvas.dispatchEvent(new Event('webglcontextlost'));
    canvas.dispatchEvent(new Event('webglcontextlost'));
    expect(told.mock.calls).toEqual([['the browser took its GPU context away']]);
    expect(watch.lost).toBe('the browser took its GPU context away');
    expect(watch.outOfMemory).toBe(false);
  });

  it('is known to be lost before the event comes', () => {
    const { gpgpu, state } = fakeWebGl();
    const watch = watchWebGl(gpgpu);
    state.lost = true;
    expect(watch.lost).not.toBeNull();
  });

  it('refuses reads after the loss and asks after no fence any more', async () => {
    const { gpgpu, state, canvas } = fakeWebGl();
    watchWebGl(gpgpu);
    let refused = false;
    gpgpu.createAndWaitForFence().catch(() => {
      refused = true;
    });
    state.lost = true;
    canvas.dispatchEvent(new Event('webglcontextlost'));
    expect(gpgpu.itemsToPoll).toEqual([]);
    await expect(gpgpu.createAndWaitForFence()).rejects.toThrow('WebGL context lost');
    // The read begun before goes on waiting, as tfjs leaves it: whoever waits for it must listen to the watch.
    expect(refused).toBe(false);
  });
});

describe('a watched WebGPU device', () => {
  it('tells of its loss and why', async () => {
    const { device, lose } = fakeWebGpu();
    const watch = watchWebGpu(device);
    const told = new Promise((resolve) => watch.onLost(resolve));
    lose('Device was destroyed.');
    expect(await told).toBe('its GPU was taken away (Device was destroyed)');
    expect(watch.lost).toBe(await told);
  });

  it('takes memory that ran out for a loss, and says so', () => {
    const { device, report } = fakeWebGpu();
    const watch = watchWebGpu(device);
    report(new GPUOutOfMemoryError('Out of memory'));
    expect(watch.lost).toBe('its GPU ran out of memory');
    expect(watch.outOfMemory).toBe(true);
  });

  it('takes any error that nobody captured for a loss', () => {
    const { device, report } = fakeWebGpu();
    const watch = watchWebGpu(device);
    report(new GPUValidationError('Buffer size is 0.\n - While validating'));
    expect(watch.lost).toBe('it reported an error (Buffer size is 0)');
    expect(watch.outOfMemory).toBe(false);
  });
});

describe('onLost', () => {
  it('calls back at once where all is lost already, and not where it was taken back', () => {
    const { gpgpu, state } = fakeWebGl();
    const watch = watchWebGl(gpgpu);
    const early = vi.fn();
    watch.onLost(early)();
    state.lost = true;
    const late = vi.fn();
    watch.onLost(late);
    expect(late).toHaveBeenCalledTimes(1);
    expect(early).not.toHaveBeenCalled();
  });
});

describe('watchBackend', () => {
  it('is the same watch for the same backend, and never lost on wasm and cpu', async () => {
    await activateBackend('wasm', WASM_FOLDER);
    const wasm = watchBackend();
    await activateBackend('cpu', WASM_FOLDER);
    const cpu = watchBackend();
    expect(cpu).not.toBe(wasm);
    expect([wasm.lost, cpu.lost]).toEqual([null, null]);
    await tf.setBackend('wasm');
    expect(watchBackend()).toBe(wasm);
  });
});

import type { BackendId } from './ids.ts';

/** How browsers and tfjs say that there is no memory, on any backend. */
const NO_MEMORY = [
  // V8's, SpiderMonkey's and JavaScriptCore's RangeErrors and InternalErrors; Vulkan's VK_ERROR_OUT_OF_DEVICE_MEMORY;
  // GL's OUT_OF_MEMORY as tfjs spells it out.
  /out[ _]of[ _](\w+[ _])?memory/i,
  /array buffer allocation failed/i,
  /invalid (typed )?array length/i,
  /allocation size overflow/i,
  /not enough memory/i,
  /(could not|failed to|unable to) (allocate|grow) .*memory/i,
  // tfjs-backend-webgl's validateTextureSize: a tensor larger than any texture; a smaller batch makes smaller ones.
  /requested texture size .* greater than webgl maximum/i,
  // tfjs-backend-webgpu's reshapeDispatch, likewise.
  /dispatch size exceeds webgpu/i,
  // Chromium's createBuffer({mappedAtCreation: true}).
  /too large for the implementation/i,
];

/** And how it shows in WebAssembly, whose code goes on where an allocation failed. */
const NO_MEMORY_IN_WASM = [
  // Our own `refuseNullPointers`, and Emscripten where it aborts by itself.
  /cannot enlarge memory/i,
  /aborted\(/i,
  // V8, JavaScriptCore, SpiderMonkey.
  /memory access out of bounds/i,
  /out of bounds memory access/i,
  /index out of bounds/i,
  // TypedArray.set behind the heap's end.
  /offset is out of bounds/i,
];

/** What a GPU backend throws once its context or device is gone. */
const GPU_GONE = [
  /context[ _]lost/i,
  // tfjs-backend-webgl's throwIfNull: a lost context makes nothing any more.
  /unable to create webgl/i,
  // 'Device is lost', 'device was lost', 'lost device', and what mapAsync says where the loss cut it off.
  /device (is|was) (lost|destroyed)/i,
  /lost device/i,
  /mapasync/i,
  /external instance reference no longer exists/i,
];

/** Whether an error's message says that memory ran out. */
export function saysNoMemory(message: string, backend: BackendId): boolean {
  return matches(message, NO_MEMORY) || (backend === 'wasm' && matches(message, NO_MEMORY_IN_WASM));
}

/** Whether an error's message says that the backend's GPU is gone. */
export function saysGpuGone(message: string, backend: BackendId): boolean {
  return (backend === 'webgl' || backend === 'webgpu') && matches(message, GPU_GONE);
}

function matches(message: string, patterns: RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(message));
}

import { decodeBase64 } from './base64.ts';
import { KERNEL_WASM_BASE64 } from './product.ts';
import { type KernelCalls, type WasmMemory, webAssembly } from './wasm.ts';

const PAGE_BYTES = 65536;
/** Each region begins on a cache line. */
const ALIGNMENT = 64;

let shared: Kernel | null | undefined;

/**
 * The SIMD kernel: WebAssembly compiled from ./assembly, with a memory that holds the tables of its last owner and behind
 * them the data of one call. One serves a whole thread, for calls do not overlap, and copying tables in again when owners
 * take turns costs microseconds.
 */
export class Kernel {
  private owner: object | null = null;
  private readonly start: number;
  private tablesEnd: number;
  private end: number;

  private constructor(
    readonly calls: KernelCalls,
    private readonly memory: WasmMemory,
  ) {
    this.start = roundUp(calls.freeFrom());
    this.tablesEnd = this.start;
    this.end = this.start;
  }

  /** The thread's kernel, compiled when first asked for; null where the engine has no WebAssembly with SIMD or forbids it. */
  static shared(): Kernel | null {
    if (shared === undefined) shared = Kernel.open();
    return shared;
  }

  private static open(): Kernel | null {
    const api = webAssembly();
    if (!api) return null;
    try {
      const { exports } = new api.Instance(new api.Module(decodeBase64(KERNEL_WASM_BASE64)));
      return new Kernel(exports as KernelCalls, (exports as { memory: WasmMemory }).memory);
    } catch {
      return null;
    }
  }

  /** Empties the data region for a call that needs no tables. */
  beginPlain(): void {
    this.end = this.tablesEnd;
  }

  /**
   * Empties the data region for a call by `owner`. If another's tables stand in the memory, `writeTables` must take room
   * for its own and fill it.
   */
  begin(owner: object, writeTables: () => void): void {
    if (this.owner !== owner) {
      this.owner = null; // Were writing to fail, nobody would own what was half written.
      this.end = this.start;
      writeTables();
      this.tablesEnd = this.end;
      this.owner = owner;
    }
    this.end = this.tablesEnd;
  }

  /** Room for `bytes` bytes of whatever content. The memory grows as needed; views made before may then be dead. */
  take(bytes: number): number {
    const at = this.end;
    this.end = roundUp(at + bytes);
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return at;
  }

  /** Room for a table, filled. */
  table(values: Float64Array | Float32Array | Int32Array | Uint8Array): number {
    const at = this.take(values.byteLength);
    this.bytes(at, values.byteLength).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
    return at;
  }

  /**
   * Copies signal[start … start + count) to `at`; outside the signal there are zeros, so `start` may be negative.
   */
  stage(at: number, signal: Float32Array, start: number, count: number): void {
    const to = this.f32(at, count);
    const from = Math.min(count, Math.max(0, -start));
    const end = Math.max(from, Math.min(count, signal.length - start));
    to.fill(0, 0, from);
    if (end > from) to.set(signal.subarray(start + from, start + end), from);
    to.fill(0, end);
  }

  /** A view that is good until more room is taken. */
  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  /** A view that is good until more room is taken. */
  f32(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }

  /** A view that is good until more room is taken. */
  i16(at: number, length: number): Int16Array {
    return new Int16Array(this.memory.buffer, at, length);
  }

  /** A view that is good until more room is taken. */
  f64(at: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, length);
  }
}

function roundUp(bytes: number): number {
  return ALIGNMENT * Math.ceil(bytes / ALIGNMENT);
}

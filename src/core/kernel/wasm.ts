/** The part of WebAssembly's JavaScript interface that the kernel needs: core is compiled without the web's types. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: object };
}

/** The engine's WebAssembly, or null where there is none. */
export function webAssembly(): WebAssemblyApi | null {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly ?? null;
}

/** A module's exported memory. Growing it detaches the old buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The kernel's functions; all pointers are byte offsets. What they do is said in ./assembly. */
export interface KernelCalls {
  freeFrom(): number;
  peak(signal: number, count: number): number;
  energy(signal: number, count: number): number;
  scale(signal: number, count: number, gain: number): void;
  toInt16(signal: number, count: number, out: number): void;
  fromInt16(samples: number, count: number, out: number): void;
  lowPass(
    signal: number,
    out: number,
    valid: number,
    decimation: number,
    size: number,
    roots: number,
    rootsEnd: number,
    response: number,
    work: number,
    sum: number,
  ): void;
  interpolate(
    input: number,
    out: number,
    count: number,
    table: number,
    taps: number,
    rows: number,
    phases: number,
    step: number,
    phase: number,
  ): void;
  powerSpectra(
    signal: number,
    hopBytes: number,
    nFft: number,
    window: number,
    first: number,
    end: number,
    roots: number,
    split: number,
    work: number,
    power: number,
  ): void;
  melBands(power: number, bands: number, weights: number, nMels: number, out: number): void;
  largest(values: number, count: number): number;
  powerToDb(values: number, count: number, amin: number, referenceDb: number, topDb: number): void;
  dct(
    input: number,
    nMels: number,
    matrix: number,
    nMfcc: number,
    half: number,
    folded: number,
    out: number,
  ): void;
  /** −1 where the input is damaged. */
  inflate(input: number, inputBytes: number, output: number, outputBytes: number): number;
  /** The bits of an unsigned number, as a signed one. */
  crc32(bytes: number, count: number): number;
}

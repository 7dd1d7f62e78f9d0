/** The part of Emscripten's module that gives out memory; addresses are bytes from the heap's start. */
export interface WasmHeap {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** The heap's addresses have 32 bits: what is longer would be asked for as its remainder. */
const ADDRESS_SPACE = 2 ** 32;

const guarded = new WeakSet<WasmHeap>();

/**
 * Makes a failed allocation on the WASM heap throw. Emscripten's malloc answers 0 then, which tfjs takes for an address:
 * tensors would be written over each other and over the heap's own book-keeping. Known as tfjs issue 4208.
 * The heap throws RangeError from then on.
 */
export function refuseNullPointers(heap: WasmHeap): void {
  if (guarded.has(heap)) return;
  guarded.add(heap);
  // Emscripten's first call puts another function in this one's place.
  heap._free(heap._malloc(1));
  const malloc = heap._malloc;
  heap._malloc = (bytes) => {
    const address = bytes < ADDRESS_SPACE ? malloc(bytes) : 0;
    if (address === 0)
      throw new RangeError(`Cannot enlarge memory: no ${bytes} bytes are left on the WASM heap.`);
    return address;
  };
}

/** For tests in Node: where tfjs's .wasm files lie. */
export const WASM_FOLDER = decodeURIComponent(
  new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname,
);

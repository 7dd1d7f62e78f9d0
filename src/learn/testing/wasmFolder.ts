import { fileURLToPath } from 'node:url';

/** For tests in Node: where tfjs's .wasm files lie. */
export const WASM_FOLDER = fileURLToPath(
  new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
);

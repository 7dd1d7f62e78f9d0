/** The door to the backends: which can compute here, which is best, and making one current. */
export { activateBackend, type WasmFiles } from './backends/activate.ts';
export { BACKEND_IDS, BACKEND_NAMES, type BackendId, type BackendReport } from './backends/ids.ts';
export { chooseBackend, type ProbeOptions, probeBackends } from './backends/probe.ts';
export { verifyBackend } from './backends/verify.ts';
export { type BackendWatch, watchBackend } from './backends/watch.ts';

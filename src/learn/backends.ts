/** The door to the backends: which can compute here, which is best, and making one current. */
export { activateBackend, type WasmFiles } from './backends/activate.ts';
export { BACKEND_IDS, type BackendId, type BackendReport } from './backends/ids.ts';
export { chooseBackend, type ProbeOptions, probeBackends } from './backends/probe.ts';

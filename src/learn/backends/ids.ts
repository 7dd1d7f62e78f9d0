/** tfjs's names of its backends, the ones usually faster first. */
export const BACKEND_IDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export type BackendId = (typeof BACKEND_IDS)[number];

/** What people are told they are called. */
export const BACKEND_NAMES: Record<BackendId, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** What probing found out about one backend. */
export interface BackendReport {
  id: BackendId;
  /** It starts here. */
  available: boolean;
  /** A GPU interface computed by the CPU: works, and is many times slower than WASM. */
  software: boolean;
  /** Its forward pass and gradients agree with the cpu backend's; null where not tested. */
  correct: boolean | null;
  /** Milliseconds of one small training step; null where not timed, as for 'cpu'. */
  stepMs: number | null;
  /** One plain sentence for the user, which names the backend. */
  note: string;
}

/** In the place of backend.ts: every backend passes, and which is chosen is the test's to say. */
import { create } from 'zustand';
import type { BackendChoice, BackendId } from '../../clients/learn.ts';
import { IntoneError } from '../../core/errors.ts';
import { Gate } from './gate.ts';

export { BACKEND_NAMES } from '../../learn/backends/ids.ts';

export const useBackend = create<{ preference: BackendId | 'auto' }>(() => ({ preference: 'auto' }));

/** Where `chosen` is null, none can compute here. */
export const probe = { gate: new Gate(), chosen: 'wasm' as BackendId | null };

export async function prepareBackend(): Promise<BackendChoice> {
  await probe.gate.pass();
  if (!probe.chosen) throw new IntoneError('NoBackendError', 'No backend works.', 'Update.');
  return { chosen: probe.chosen, reports: [] };
}

export async function backendsFor(wanted: BackendId): Promise<BackendId[]> {
  return [...new Set([wanted, 'cpu' as const])];
}

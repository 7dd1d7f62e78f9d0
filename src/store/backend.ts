/** Which backend does the sums: measured by default, overridable. */
import { create } from 'zustand';
import { type BackendChoice, type BackendId, type BackendReport, probeBackends } from '../clients/learn.ts';
import { notifyError } from './notices.ts';

export type { BackendId, BackendReport };

export const BACKEND_NAMES: Record<BackendId, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

export interface BackendState {
  preference: BackendId | 'auto';
  /** Null until first needed. */
  choice: BackendChoice | null;
  /** What was found so far, as the probe goes. */
  reports: BackendReport[];
  probing: boolean;
}

export const useBackend = create<BackendState>(() => ({
  preference: 'auto',
  choice: null,
  reports: [],
  probing: false,
}));

let asked: { preference: BackendId | 'auto'; choice: Promise<BackendChoice> } | null = null;

/** Probes once per preference; later calls give the same answer. */
export function prepareBackend(): Promise<BackendChoice> {
  const { preference } = useBackend.getState();
  if (asked?.preference === preference) return asked.choice;
  useBackend.setState({ probing: true, reports: [] });
  const choice = probeBackends(preference, (report) =>
    useBackend.setState(({ reports }) => ({
      reports: [...reports.filter(({ id }) => id !== report.id), report],
    })),
  );
  asked = { preference, choice };
  choice.then(
    (chosen) => useBackend.setState({ choice: chosen, reports: chosen.reports, probing: false }),
    () => {
      asked = null;
      useBackend.setState({ probing: false });
    },
  );
  return choice;
}

/** Takes effect at once where nothing trains, else with the next run. */
export function preferBackend(preference: BackendId | 'auto'): void {
  useBackend.setState({ preference });
  prepareBackend().catch(notifyError);
}

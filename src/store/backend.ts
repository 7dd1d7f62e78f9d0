/** Which backend does the sums: measured by default, overridable, and remembered for this browser. */
import { create } from 'zustand';
import { type BackendChoice, type BackendId, type BackendReport, probeBackends } from '../clients/learn.ts';
import type { Keep } from '../storage/keep.ts';
import { keepFact } from './keeping.ts';
import { notifyError } from './notices.ts';

export { BACKEND_NAMES } from '../learn/backends/ids.ts';
export type { BackendId, BackendReport };

export interface BackendState {
  preference: BackendId | 'auto';
  /** Null until first needed. */
  choice: BackendChoice | null;
  /** What was found so far, as the probe goes. */
  reports: BackendReport[];
  probing: boolean;
  /** When the choice was made, where that was on an earlier visit; ISO 8601. */
  testedAt: string | null;
}

export const useBackend = create<BackendState>(() => ({
  preference: 'auto',
  choice: null,
  reports: [],
  probing: false,
  testedAt: null,
}));

let asked: { preference: BackendId | 'auto'; choice: Promise<BackendChoice> } | null = null;

/** The probe that runs, or ran last. */
let underWay: Promise<BackendChoice> | null = null;

/** Takes up what was found out on an earlier visit with this very browser. */
export async function restoreBackend(kept: Keep): Promise<void> {
  const before = await kept.fact('backendChoice');
  if (!before || before.browser !== navigator.userAgent || asked) return;
  const { preference, reports, chosen, testedAt } = before;
  const choice = { chosen, reports };
  asked = { preference, choice: Promise.resolve(choice) };
  useBackend.setState({ preference, choice, reports, testedAt });
}

/** Probes once per preference; later calls give the same answer. Of several preferences the last one is answered. */
export function prepareBackend(): Promise<BackendChoice> {
  const { preference } = useBackend.getState();
  if (asked?.preference === preference) return asked.choice;
  useBackend.setState({ probing: true, reports: [], testedAt: null });
  const choice: Promise<BackendChoice> = afterProbe().then(() =>
    probe(preference, () => asked?.choice === choice),
  );
  asked = { preference, choice };
  return choice;
}

/** Ends when the probe under way does, however it ends: two at once would slow each other down and be timed so. */
async function afterProbe(): Promise<void> {
  await underWay?.catch(() => undefined);
}

/** @param isWanted whether no other was asked for since: else nothing of this one is shown or kept, nor is it begun */
async function probe(preference: BackendId | 'auto', isWanted: () => boolean): Promise<BackendChoice> {
  if (!isWanted()) return prepareBackend();
  try {
    underWay = probeBackends(preference, (report) => {
      if (!isWanted()) return;
      useBackend.setState(({ reports }) => ({
        reports: [...reports.filter(({ id }) => id !== report.id), report],
      }));
    });
    const found = await underWay;
    if (!isWanted()) return prepareBackend();
    useBackend.setState({ choice: found, reports: found.reports, probing: false });
    const testedAt = new Date().toISOString();
    void keepFact('backendChoice', { ...found, preference, testedAt, browser: navigator.userAgent });
    return found;
  } catch (error) {
    if (!isWanted()) return prepareBackend();
    asked = null;
    useBackend.setState({ probing: false });
    throw error;
  }
}

/** Takes effect at once where nothing trains, else with the next run. */
export function preferBackend(preference: BackendId | 'auto'): void {
  useBackend.setState({ preference });
  prepareBackend().catch(notifyError);
}

/** Forgets what was found: a driver may have been mended, or the machine been busy. */
export function testBackendsAgain(): void {
  asked = null;
  prepareBackend().catch(notifyError);
}

/**
 * The backends to train on, in the order in which they are to be tried: the wanted one first, where it passed its test,
 * then the others that passed, the fastest first; plain JavaScript at the end.
 */
export async function backendsFor(wanted: BackendId): Promise<BackendId[]> {
  const { chosen, reports } = await prepareBackend();
  const passed = reports
    .filter(({ correct, software }) => correct === true && !software)
    .sort((a, b) => (a.stepMs ?? Infinity) - (b.stepMs ?? Infinity))
    .map(({ id }) => id);
  const wantedPassed = reports.some(({ id, correct }) => id === wanted && correct === true);
  return [...new Set([wantedPassed ? wanted : chosen, ...passed, 'cpu' as const])];
}

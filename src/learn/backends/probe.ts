import { BackendGuard } from '../backendGuard.ts';
import { activateBackend, type WasmFiles } from './activate.ts';
import { BACKEND_IDS, BACKEND_NAMES, type BackendId, type BackendReport } from './ids.ts';
import { findFault, passAndGradients, timeStep } from './selfTest.ts';
import { findRenderer } from './software.ts';

export interface ProbeOptions {
  wasmFiles: WasmFiles;
  /** Which to try; all unless told otherwise. */
  ids?: readonly BackendId[];
  /** The user's choice: tested even where it is a software GPU. */
  preferred?: BackendId;
  /** Called as each backend's report is ready. */
  onReport?(report: BackendReport): void;
  /** A backend that takes longer to start, test and time counts as unusable. */
  limitMs?: number;
}

const LIMIT_MS = 8000;
/** Of the user's own choice: whoever asks for a slow one has reasons. */
const PREFERRED_LIMIT_MS = 60_000;

/**
 * Tries each backend in turn: does it start, does it compute what the cpu backend computes, how fast is a training step.
 * Leaves the cpu backend current; `activateBackend` the chosen one afterwards. tfjs's current backend is global, and a
 * driver that answers after its time limit would change it: where one overran, start the training in a fresh worker.
 */
export async function probeBackends(options: ProbeOptions): Promise<BackendReport[]> {
  await activateBackend('cpu', options.wasmFiles);
  const reference = await passAndGradients();
  const reports: BackendReport[] = [];
  for (const id of options.ids ?? BACKEND_IDS) {
    const limitMs = options.limitMs ?? (id === options.preferred ? PREFERRED_LIMIT_MS : LIMIT_MS);
    const report = await withLimit(probe(id, reference, options), id, limitMs);
    reports.push(report);
    options.onReport?.(report);
  }
  await activateBackend('cpu', options.wasmFiles);
  return reports;
}

/**
 * The backend to train on: the user's, if it passed; otherwise the fastest that passed and is not a software GPU.
 * 'cpu' where nothing else passed.
 */
export function chooseBackend(reports: readonly BackendReport[], preferred?: BackendId): BackendId {
  const passed = reports.filter((report) => report.correct === true);
  if (preferred && passed.some((report) => report.id === preferred)) return preferred;
  const stepMs = (report: BackendReport) => report.stepMs ?? Infinity;
  const fast = passed.filter((report) => !report.software).sort((a, b) => stepMs(a) - stepMs(b));
  return fast[0]?.id ?? 'cpu';
}

async function probe(
  id: BackendId,
  reference: Float32Array[],
  { wasmFiles, preferred }: ProbeOptions,
): Promise<BackendReport> {
  const name = BACKEND_NAMES[id];
  const report: BackendReport = {
    id,
    available: false,
    software: false,
    correct: null,
    stepMs: null,
    note: '',
  };
  const renderer = await findRenderer(id);
  if (!renderer) return { ...report, note: `${name} is not offered by this browser.` };
  report.software = renderer.software;
  if (renderer.software && preferred !== id) {
    const note = `${name} is computed by the CPU here (${renderer.name}): slower than ${BACKEND_NAMES.wasm}.`;
    return { ...report, available: true, note };
  }
  if (!(await activateBackend(id, wasmFiles))) return { ...report, note: `${name} could not be started.` };
  report.available = true;
  const guard = new BackendGuard();
  try {
    const fault = findFault(await guard.wait(passAndGradients()), reference);
    report.correct = fault === null;
    if (fault) return { ...report, note: `${name} failed its self-test: ${fault}.` };
    // Plain JavaScript is the last resort however fast: timing it would take longer than all the others together.
    if (id === 'cpu') return { ...report, note: `${name} passed; it is the last resort.` };
    report.stepMs = await guard.wait(timeStep());
    return { ...report, note: `${name} ${report.stepMs.toFixed(0)} ms/step.` };
  } catch (error) {
    return { ...report, correct: false, note: `${name} failed its self-test: ${reasonOf(error)}` };
  } finally {
    guard.dispose();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** GPU drivers can hang; what overruns its time is left behind and never used. */
async function withLimit(
  work: Promise<BackendReport>,
  id: BackendId,
  limitMs: number,
): Promise<BackendReport> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<BackendReport>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({
          id,
          available: true,
          software: false,
          correct: null,
          stepMs: null,
          note: `${BACKEND_NAMES[id]} took longer than ${limitMs / 1000} s to answer: not used.`,
        }),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

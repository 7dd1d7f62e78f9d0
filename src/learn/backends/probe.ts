import { activateBackend, type WasmFiles } from './activate.ts';
import { BACKEND_IDS, type BackendId, type BackendReport } from './ids.ts';
import { agree, passAndGradients, timeStep } from './selfTest.ts';
import { findRenderer } from './software.ts';

export interface ProbeOptions {
  wasmFiles: WasmFiles;
  /** The user's choice: tested even where it is a software GPU. */
  preferred?: BackendId;
  /** Called as each backend's report is ready. */
  onReport?(report: BackendReport): void;
  /** A backend that takes longer to start, test and time counts as unusable. */
  limitMs?: number;
}

/**
 * Tries each backend in turn: does it start, does it compute what the cpu backend computes, how fast is a training step.
 * Leaves the cpu backend current; `activateBackend` the chosen one afterwards. tfjs's current backend is global, and a
 * driver that answers after its time limit would change it: where one overran, start the training in a fresh worker.
 */
export async function probeBackends(options: ProbeOptions): Promise<BackendReport[]> {
  await activateBackend('cpu', options.wasmFiles);
  const reference = await passAndGradients();
  const reports: BackendReport[] = [];
  for (const id of BACKEND_IDS) {
    const report = await withLimit(probe(id, reference, options), id, options.limitMs ?? 8000);
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
  const report: BackendReport = {
    id,
    available: false,
    software: false,
    correct: null,
    stepMs: null,
    note: '',
  };
  const renderer = await findRenderer(id);
  if (!renderer) return { ...report, note: 'Not offered by this browser.' };
  report.software = renderer.software;
  if (renderer.software && preferred !== id) {
    return { ...report, available: true, note: `Software GPU (${renderer.name}): slower than WASM.` };
  }
  if (!(await activateBackend(id, wasmFiles))) return { ...report, note: 'Could not be started.' };
  report.available = true;
  try {
    report.correct = agree(await passAndGradients(), reference);
    if (!report.correct) return { ...report, note: 'Computes wrong gradients here: not used.' };
    // Plain JavaScript is the last resort however fast: timing it would take longer than all the others together.
    if (id === 'cpu') return { ...report, note: 'Passed; plain JavaScript, the last resort.' };
    report.stepMs = await timeStep();
    return { ...report, note: `Passed; ${report.stepMs.toFixed(0)} ms per test step.` };
  } catch (error) {
    return {
      ...report,
      correct: false,
      note: `Failed its test: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
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
          note: `Took longer than ${limitMs / 1000} s to answer: not used.`,
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

/** The runs there were: listing, naming, deleting, loading them; the one in progress keeps its checkpoints here. */
import { create } from 'zustand';
import type { RunPartChanges, RunPartName, RunParts, RunRow } from '../storage/run-record.ts';
import { showEvaluation } from './evaluation.ts';
import { keep, measureKept, storageFailed } from './keeping.ts';
import { restoreModel, takeIntoUse } from './model.ts';
import { notifyError } from './notices.ts';
import { RunShelf } from './runShelf.ts';

export type { RunRow };

export interface RunsState {
  /** The oldest first. */
  rows: RunRow[];
}

export const useRuns = create<RunsState>(() => ({ rows: [] }));

const shelf = new RunShelf(storageFailed);

/** There is room again: what is done from now on is kept. */
export function keepRunsAgain(): void {
  shelf.tryAgain();
}

/** Brings back the runs that were kept, and the model of the latest that came to its end. */
export async function restoreRuns(): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  shelf.attach(kept.runs);
  const rows = await kept.runs.all();
  useRuns.setState({ rows });
  const latest = [...rows].reverse().find((row) => row.test !== null);
  const outcome = latest && (await kept.runs.part(latest.id, 'outcome'));
  if (!latest || !outcome) return;
  restoreModel(outcome.bundle, latest.id);
  await showOutcome(latest, outcome);
}

/** Never rejects. */
export async function addRun(row: RunRow, parts: RunPartChanges): Promise<void> {
  useRuns.setState(({ rows }) => ({ rows: [...rows, row] }));
  await shelf.put(row, parts);
}

/** Changes a run, but for its name, and some of its parts; one that was deleted stays deleted. Never rejects. */
export async function putRun(row: RunRow, parts: RunPartChanges = {}): Promise<void> {
  const before = rowOf(row.id);
  if (!before) return;
  const after = { ...row, name: before.name };
  useRuns.setState(({ rows }) => ({ rows: rows.map((other) => (other.id === row.id ? after : other)) }));
  await shelf.put(after, parts);
}

/** @throws StorageUnavailableError */
export function runPart<Name extends RunPartName>(runId: string, name: Name): Promise<RunParts[Name] | null> {
  return shelf.part(runId, name);
}

export function rowOf(runId: string): RunRow | undefined {
  return useRuns.getState().rows.find(({ id }) => id === runId);
}

/** The latest run that was cut off: by a closed tab, a crash, an error. */
export function unfinishedRun(rows = useRuns.getState().rows): RunRow | undefined {
  return [...rows].reverse().find(({ status }) => status === 'unfinished');
}

/** A run that was cut off, and all others of its series that were. */
export function cutOffTogether(named: RunRow, rows = useRuns.getState().rows): RunRow[] {
  if (!named.series) return [named];
  const { id } = named.series;
  return rows.filter(({ series, status }) => series?.id === id && status === 'unfinished');
}

/** "Run 4": one more than the highest there is. */
export function nextName(): string {
  const numbers = useRuns.getState().rows.map(({ name }) => Number(/^Run (\d+)\b/.exec(name)?.[1] ?? 0));
  return `Run ${Math.max(0, ...numbers) + 1}`;
}

export async function renameRun(runId: string, name: string): Promise<void> {
  const wanted = name.trim();
  if (wanted === '') return;
  useRuns.setState(({ rows }) => ({
    rows: rows.map((row) => (row.id === runId ? { ...row, name: wanted } : row)),
  }));
  const row = rowOf(runId);
  if (row) await shelf.put(row);
}

/** Deletes a run with its model. A model in use stays in use until another takes its place. */
export async function deleteRun(runId: string): Promise<void> {
  useRuns.setState(({ rows }) => ({ rows: rows.filter(({ id }) => id !== runId) }));
  try {
    await shelf.remove(runId);
    await measureKept();
  } catch (error) {
    notifyError(error);
  }
}

/** Makes a run's model the one in use, and shows how it did. Errors become notices. */
export async function loadRun(runId: string): Promise<void> {
  try {
    const row = rowOf(runId);
    const outcome = await runPart(runId, 'outcome');
    if (row && outcome) await takeRunIntoUse(row, outcome);
  } catch (error) {
    notifyError(error);
  }
}

/** The same, with what came of the run in hand. */
export async function takeRunIntoUse(row: RunRow, outcome: RunParts['outcome']): Promise<void> {
  takeIntoUse(outcome.bundle, row.id);
  await showOutcome(row, outcome);
}

async function showOutcome(row: RunRow, { tested }: RunParts['outcome']): Promise<void> {
  const plan = await runPart(row.id, 'plan');
  if (plan && row.test)
    showEvaluation({ labels: row.labels, split: plan.split, interval: row.test.interval, tested });
}

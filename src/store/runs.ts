/** The runs there were: listing, naming, deleting, loading them; the one in progress keeps its checkpoints here. */
import { create } from 'zustand';
import type { RunPartChanges, RunPartName, RunParts, RunRow } from '../storage/run-record.ts';
import { keep, measureKept, storageFailed } from './keeping.ts';
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

/** Brings back the runs that were kept. */
export async function restoreRuns(): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  shelf.attach(kept.runs);
  useRuns.setState({ rows: await kept.runs.all() });
}

/** Never rejects. */
export async function addRun(row: RunRow, parts: RunPartChanges): Promise<void> {
  useRuns.setState(({ rows }) => ({ rows: [...rows, row] }));
  await shelf.put(row, parts);
}

/** Changes a run, but for its names, and some of its parts; one that was deleted stays deleted. Never rejects. */
export async function putRun(row: RunRow, parts: RunPartChanges = {}): Promise<void> {
  const before = rowOf(row.id);
  if (!before) return;
  const after = { ...row, name: before.name, series: before.series };
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
export function deleteRun(runId: string): Promise<void> {
  return deleteAll([runId]);
}

/** From all lists at once, and then from what is kept, each by itself: of a large series that takes its time. */
async function deleteAll(runIds: readonly string[]): Promise<void> {
  const gone = new Set(runIds);
  useRuns.setState(({ rows }) => ({ rows: rows.filter(({ id }) => !gone.has(id)) }));
  // One that cannot be removed keeps none of the others.
  for (const id of runIds) await shelf.remove(id).catch(notifyError);
  await measureKept();
}

/** All that were begun together, in their order. */
export function seriesRows(seriesId: string, rows = useRuns.getState().rows): RunRow[] {
  return rows.filter(({ series }) => series?.id === seriesId);
}

/** Names a series anew, and with it its runs, as far as they bear its name. */
export async function renameSeries(seriesId: string, name: string): Promise<void> {
  const wanted = name.trim();
  if (wanted === '') return;
  const renamed = (row: RunRow): RunRow => {
    if (row.series?.id !== seriesId) return row;
    const { series } = row;
    const own = row.name.startsWith(series.name) ? wanted + row.name.slice(series.name.length) : row.name;
    return { ...row, name: own, series: { ...series, name: wanted } };
  };
  useRuns.setState(({ rows }) => ({ rows: rows.map(renamed) }));
  for (const row of seriesRows(seriesId)) await shelf.put(row);
}

/** Deletes all runs of a series. */
export function deleteSeries(seriesId: string): Promise<void> {
  return deleteAll(seriesRows(seriesId).map(({ id }) => id));
}

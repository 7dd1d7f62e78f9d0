/** Which run's model is in use: taken into use when it ends, when the user asks for it, and on the next visit. */
import type { RunOutcome, RunRow } from '../storage/run-record.ts';
import { isComplete, isTested } from './complete.ts';
import { type CrossValidated, crossValidationOf, runTemperature, vouchingFor } from './crossValidation.ts';
import { type Evaluable, showKept, showWhenOpened, watchResults } from './evaluation.ts';
import { keep, keepFact } from './keeping.ts';
import { restoreModel, takeIntoUse, wishForModel } from './model.ts';
import { notifyError } from './notices.ts';
import { putRun, restoreRuns, rowOf, runPart, seriesRows, useRuns } from './runs.ts';

/** Makes a run's model the one in use, and shows how it did. Errors become notices. */
export async function loadRun(runId: string): Promise<void> {
  try {
    const row = rowOf(runId);
    if (row) await takeRunIntoUse(row, { kind: 'run', id: runId });
  } catch (error) {
    notifyError(error);
  }
}

/**
 * The same, unless another model is asked for before it is ready.
 * @param tested the results to show beside it, if it was tested
 */
export async function takeRunIntoUse(row: RunRow, tested: Evaluable): Promise<void> {
  const wish = wishForModel();
  const noneAskedForSince = watchResults();
  try {
    const outcome = await runPart(row.id, 'outcome');
    if (!outcome) return wish.withdraw();
    const folds = await itsFolds(row, outcome);
    const { bundle } = folds ? await withFolds(row, outcome, folds) : outcome;
    if (!wish.isLast()) return;
    takeIntoUse(bundle, row.id);
    void keepFact('modelInUse', row.id);
    const shown = isTested(row) ? tested : vouching(row, outcome);
    const judged = folds && folds.evaluation.of.id === shown?.id ? folds.evaluation : undefined;
    if (shown && noneAskedForSince()) await showKept(shown, judged);
  } catch (error) {
    wish.withdraw();
    throw error;
  }
}

/** What a model that was never tested goes by: the cross-validation on its card, as far as it is kept. */
function vouching(row: RunRow, { bundle }: RunOutcome): Evaluable | null {
  if (!bundle.card.crossValidation) return null;
  const [first] = vouchingFor(row, useRuns.getState().rows);
  return first ? { kind: 'series', id: first.series!.id } : null;
}

/** What all folds say together, for a fold's model that does not bear it yet; null before all are done. */
async function itsFolds(row: RunRow, { bundle }: RunOutcome): Promise<CrossValidated | null> {
  if (row.series?.kind !== 'folds' || bundle.card.crossValidation) return null;
  return crossValidationOf(row, seriesRows(row.series.id));
}

/** The model bears what all folds say of its recipe, and is as sure of itself as the report of them all has it. Kept so. */
async function withFolds(row: RunRow, outcome: RunOutcome, folds: CrossValidated): Promise<RunOutcome> {
  const { model, card } = outcome.bundle;
  const temperature = runTemperature(folds, row.id) ?? model.temperature;
  const bundle = { model: { ...model, temperature }, card: { ...card, crossValidation: folds.facts } };
  const vouched = { ...outcome, bundle };
  await putRun(row, { outcome: vouched });
  return vouched;
}

/** Brings back the runs that were kept, the model that was in use, else the best of the latest, and its results. */
export async function restoreRunsAndModel(): Promise<void> {
  await restoreRuns();
  const newest = useRuns
    .getState()
    .rows.filter((row) => !isLeakHalf(row))
    .reverse();
  const latest = newest.find(isComplete);
  const used = (await usedLast()) ?? (latest && bestOf(begunTogether(latest)));
  const outcome = used && (await runPart(used.id, 'outcome'));
  if (used && outcome) restoreModel(outcome.bundle, used.id);
  const tested = used && isTested(used) ? used : newest.find(isTested);
  const shown =
    (used && outcome && !isTested(used) && vouching(used, outcome)) || (tested && resultsBeside(tested));
  if (shown) showWhenOpened(shown);
}

/** The run whose model was in use when the page was last open; undefined where that is not kept, or it is no more. */
async function usedLast(): Promise<RunRow | undefined> {
  const kept = await keep();
  const id = await kept?.fact('modelInUse').catch(() => undefined);
  const row = id === undefined ? undefined : rowOf(id);
  return row && isComplete(row) ? row : undefined;
}

/** Of the honest half of a leak check where the other is not in use itself. */
function resultsBeside(row: RunRow): Evaluable | null {
  return isLeakHalf(row) ? { kind: 'run', id: row.id } : resultsOf(begunTogether(row));
}

/** What to show of runs begun together: of a leak check its honest half. Null where none was tested. */
export function resultsOf(together: readonly RunRow[]): Evaluable | null {
  const tested = together.filter(isTested);
  const row = bestOf(tested) ?? tested.at(0);
  return row ? resultsWith(row) : null;
}

/** The folds of a cross-validation, or the seeds of a recipe, are looked at as a whole. */
export function resultsWith(row: RunRow): Evaluable {
  const { id, series } = row;
  const several = begunTogether(row).filter(isTested).length > 1;
  return series && series.kind !== 'leak' && several
    ? { kind: 'series', id: series.id }
    : { kind: 'run', id };
}

/**
 * The one whose model is taken into use of runs begun together, in their order: the best on validation. Never a leak
 * check's random half; undefined where no other has a model.
 */
export function bestOf(rows: readonly RunRow[]): RunRow | undefined {
  const [first, ...others] = rows.filter((row) => isComplete(row) && !isLeakHalf(row));
  return others.reduce((best, row) => (validated(row) > validated(best) ? row : best), first);
}

/** A run with all others of its series. */
export function begunTogether(row: RunRow): RunRow[] {
  return row.series ? seriesRows(row.series.id) : [row];
}

function isLeakHalf({ series, recipe }: RunRow): boolean {
  return series?.kind === 'leak' && recipe.split.by === 'random';
}

/** What chooses among runs: never the test. */
function validated({ epochs, bestEpoch }: RunRow): number {
  return epochs.find(({ epoch }) => epoch === bestEpoch)?.validationUar ?? Number.NEGATIVE_INFINITY;
}

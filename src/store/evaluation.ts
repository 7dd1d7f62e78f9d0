/** Which test results are shown, and bringing them up from what is kept. */
import { create } from 'zustand';
import type { Interval } from '../core/metrics/interval.ts';
import { type Spread, spreadOf } from '../core/metrics/spread.ts';
import type { RunRow } from '../storage/run-record.ts';
import { isTested } from './complete.ts';
import {
  type Evaluable,
  type Evaluation,
  evaluationOf,
  type LeakCheck,
  type TestedRun,
  testedRun,
} from './judging.ts';
import { notifyError } from './notices.ts';
import { rowOf, runPart, useRuns } from './runs.ts';

export { type Evaluable, type Evaluation, evaluable, type LeakCheck, type TestedClip } from './judging.ts';

export interface EvaluationState {
  /** What is to be shown, though it may not be judged yet. */
  wanted: Evaluable | null;
  judging: boolean;
  evaluation: Evaluation | null;
  /** Where what is shown is half of one, of which both halves are kept. */
  leak: LeakCheck | null;
}

const NOTHING: EvaluationState = { wanted: null, judging: false, evaluation: null, leak: null };

export const useEvaluation = create<EvaluationState>(() => NOTHING);

// One half by itself compares nothing.
useRuns.subscribe(() => {
  const { leak } = useEvaluation.getState();
  if (leak && !(rowOf(leak.honest.of.id) && rowOf(leak.random.of.id))) useEvaluation.setState({ leak: null });
});

/** Rises with every wish, so that of two that are read at once the later one is shown. */
let wishes = 0;

/** @returns whether no other results were asked for since */
export function watchResults(): () => boolean {
  const before = wishes;
  return () => before === wishes;
}

/**
 * Reads what was kept of it, judges it and shows it. Errors become notices.
 * @param judged where that was done already
 */
export async function showKept(of: Evaluable, judged?: Evaluation): Promise<void> {
  const wish = ++wishes;
  useEvaluation.setState({ wanted: of, judging: true });
  const show = (state: Partial<EvaluationState>) => {
    if (wish === wishes) useEvaluation.setState({ ...state, judging: false });
  };
  const asBefore = () => show({ wanted: useEvaluation.getState().evaluation?.of ?? null });
  try {
    const evaluation = judged ?? (await evaluationKept(of));
    if (evaluation) show({ evaluation, leak: await leakCheckOf(evaluation) });
    else asBefore();
  } catch (error) {
    asBefore();
    notifyError(error);
  }
}

/** It is judged when Evaluate is opened: a page that is only looked at starts no worker. */
export function showWhenOpened(of: Evaluable): void {
  wishes++;
  useEvaluation.setState({ ...NOTHING, wanted: of });
}

/** Evaluate was opened. */
export async function opened(): Promise<void> {
  const { wanted, evaluation, judging } = useEvaluation.getState();
  if (wanted && !evaluation && !judging) await showKept(wanted);
}

/** What came of a test, or of several, in a few figures. */
export interface Score {
  /** Over runs. */
  uar: Spread;
  /** Of the first. */
  interval: Interval;
  /** Of a random split. */
  leak: boolean;
}

/** Of what is to be shown, by its rows alone; null where nothing is. */
export function scoreOf(wanted: Evaluable | null, rows: readonly RunRow[]): Score | null {
  const tests = wanted ? rowsOf(wanted, rows).flatMap(({ test }) => test ?? []) : [];
  if (!wanted || tests.length === 0) return null;
  const [{ recipe }] = rowsOf(wanted, rows);
  return {
    uar: spreadOf(tests.map(({ uar }) => uar)),
    interval: tests[0].interval,
    leak: recipe.split.by === 'random',
  };
}

async function evaluationKept(of: Evaluable): Promise<Evaluation | null> {
  const runs = await testedRuns(rowsOf(of));
  return runs.length > 0 ? evaluationOf(of, runs) : null;
}

/** The honest and the random half, where what is shown is one of them and both are kept. */
async function leakCheckOf(shown: Evaluation): Promise<LeakCheck | null> {
  const series = rowOf(shown.of.id)?.series;
  if (series?.kind !== 'leak') return null;
  const halves = rowsOf({ kind: 'series', id: series.id });
  const half = async (row: RunRow | undefined) => {
    if (row?.id === shown.of.id) return shown;
    return row ? evaluationKept({ kind: 'run', id: row.id }) : null;
  };
  const honest = await half(halves.find(({ recipe }) => recipe.split.by !== 'random'));
  const random = await half(halves.find(({ recipe }) => recipe.split.by === 'random'));
  return honest && random ? { honest, random } : null;
}

function rowsOf({ kind, id }: Evaluable, rows: readonly RunRow[] = useRuns.getState().rows): RunRow[] {
  return rows.filter((row) => isTested(row) && (kind === 'run' ? row.id === id : row.series?.id === id));
}

/** Those of which something is kept, read one after the other: their weights together may be more than fits. */
export async function testedRuns(rows: readonly RunRow[]): Promise<TestedRun[]> {
  const runs: TestedRun[] = [];
  for (const row of rows) {
    const outcome = await runPart(row.id, 'outcome');
    if (outcome) runs.push(testedRun(row, outcome));
  }
  return runs;
}

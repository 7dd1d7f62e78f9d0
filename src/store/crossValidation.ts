/** What a model that was trained on everybody can honestly say of itself: how its recipe did in a cross-validation. */
import type { Emotion } from '../core/dataset/emotions.ts';
import { fitTemperature } from '../core/metrics/temperature.ts';
import type { ProtocolId, Recipe } from '../core/recipe/recipe.ts';
import type { CrossValidationFacts } from '../export/bundle.ts';
import type { RunRow } from '../storage/run-record.ts';
import { isTested, ranItsCourse } from './complete.ts';
import { testedRuns } from './evaluation.ts';
import { type Evaluation, evaluationOf, type TestedRun } from './judging.ts';
import { notifyError } from './notices.ts';
import { foldsAndSeedsOf } from './seriesSize.ts';

export interface CrossValidated {
  facts: CrossValidationFacts;
  /** The report of its series. */
  evaluation: Evaluation;
  /** In the order of the report. */
  runs: readonly TestedRun[];
}

/** What tells whether a cross-validation speaks for a run: the same recipe, on the same recordings. */
export type Vouched = Pick<RunRow, 'recipe' | 'dataset' | 'labels'>;

/**
 * The latest whole cross-validation by speakers of this run's recipe on its recordings; null where there was none. Recalls
 * are in the order of the run's labels. Where it cannot be read or judged that is told, and there is none: what it would
 * vouch for is of use without it.
 */
export async function crossValidationOf(
  run: Vouched,
  rows: readonly RunRow[],
): Promise<CrossValidated | null> {
  const series = vouchingFor(run, rows);
  try {
    const runs = await testedRuns(series);
    if (runs.length === 0 || runs.length < series.length) return null;
    const evaluation = await evaluationOf({ kind: 'series', id: runs[0].row.series!.id }, runs);
    return { facts: factsOf(runs, evaluation, run.labels), evaluation, runs };
  } catch (error) {
    notifyError(error);
    return null;
  }
}

/**
 * For a model of everybody. Fitted on all clips that a fold was tested on: each was judged by a model that had not heard
 * its speaker.
 */
export function commonTemperature({ runs }: CrossValidated): number {
  const items = runs.flatMap(({ row, tested }) =>
    tested.map(({ clip, probabilities }) => ({
      probabilities,
      truth: row.labels.indexOf(clip.emotion),
    })),
  );
  return fitTemperature(
    items.map(({ probabilities }) => probabilities),
    items.map(({ truth }) => truth),
  );
}

/** With which Evaluate calibrates one of its own runs; null where it calibrates none. */
export function runTemperature({ runs, evaluation }: CrossValidated, runId: string): number | null {
  return evaluation.temperatures?.[runs.findIndex(({ row }) => row.id === runId)] ?? null;
}

const BY_SPEAKER: readonly ProtocolId[] = ['speaker-folds', 'leave-one-speaker-out', 'published'];

/** The runs of the newest series that is whole, though a newer one may have been cut short; none where there is none. */
export function vouchingFor(run: Vouched, rows: readonly RunRow[]): RunRow[] {
  const fitting = rows.filter(
    (row) =>
      isTested(row) &&
      // Who was stopped by hand, or diverged, is no measure of the recipe.
      ranItsCourse(row) &&
      row.series?.kind === 'folds' &&
      BY_SPEAKER.includes(row.recipe.split.by) &&
      essence(row.recipe) === essence(run.recipe) &&
      sameRecordings(row.dataset, run.dataset),
  );
  const ids = [...new Set(fitting.map(({ series }) => series!.id))].reverse();
  const members = ids.map((id) => fitting.filter(({ series }) => series!.id === id));
  return members.find((of) => of.length === of[0].series!.of) ?? [];
}

/**
 * All of a recipe but for who is held out and which numbers were drawn. Without validation clips the last epoch is kept,
 * whatever the recipe says.
 */
function essence({ split, training, ...rest }: Recipe): string {
  const { seed: _seed, keep, patience, ...settings } = training;
  const chosen = split.validationShare === 0 ? { keep: 'last', patience: 0 } : { keep, patience };
  return JSON.stringify([rest, settings, chosen]);
}

function sameRecordings(a: RunRow['dataset'], b: RunRow['dataset']): boolean {
  return a.clips === b.clips && a.speakers === b.speakers && sameSet(a.corpora, b.corpora);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function factsOf(
  ended: readonly TestedRun[],
  { report, voiceCurve }: Evaluation,
  labels: readonly Emotion[],
): CrossValidationFacts {
  const recalls = new Map(report.pooled.perClass.map(({ label, recall }) => [label, recall]));
  return {
    protocol: report.protocol,
    ...foldsAndSeedsOf(ended.map(({ row }) => row)),
    uar: report.uar,
    accuracy: report.accuracy,
    interval: report.interval,
    recallByLabel: labels.map((label) => recalls.get(label) ?? null),
    usesTestSpeakersClips: report.usesTestSpeakersClips,
    aligned: report.aligned,
    voiceCurve,
  };
}

/** Judging what models made of clips they never heard: of one run, or of all runs of a series together. */
import type { Clip } from '../core/dataset/clip.ts';
import type {
  AccuracyReport,
  Aligned,
  CutShort,
  JudgedRun,
  VoicePoint,
} from '../core/metrics/accuracyReport.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { RunOutcome, RunRow } from '../storage/run-record.ts';
import { isTested } from './complete.ts';
import { seriesWords } from './seriesSize.ts';
import { predictor } from './services.ts';

/** A test clip and what a model made of it. */
export interface TestedClip {
  clip: Clip;
  /** Which of the report's runs heard it. */
  run: number;
  /** Indices into the report's labels. */
  truth: number;
  predicted: number;
  /** By the report's labels, calibrated where the report is. */
  probabilities: number[];
}

export interface Evaluation {
  of: Evaluable;
  /** 'Run 3', 'Run 3: 6 folds × 3 seeds'. */
  title: string;
  report: AccuracyReport;
  tested: TestedClip[];
  /** What knowing a new voice gives, the mean of the runs'; null where the recipe does not scale by speaker. */
  voiceCurve: VoicePoint[] | null;
  recipe: Recipe;
  /** With which each of the report's runs was calibrated; null where it was not. */
  temperatures: number[] | null;
}

/** The same recipe on an honest and on a random split. */
export interface LeakCheck {
  honest: Evaluation;
  random: Evaluation;
}

/** What can be shown: one run, or all runs of a series. */
export interface Evaluable {
  kind: 'run' | 'series';
  id: string;
}

/** What is needed of a run to judge its test: of its outcome all but the weights, so that dozens of them have room. */
export interface TestedRun {
  row: RunRow;
  tested: RunOutcome['tested'];
  /** Of its model. */
  temperature: number;
  validationClips: number;
  /** That it was trained on. */
  corpora: string[];
  voiceCurve: VoicePoint[] | null;
  /** Whether the model's answers to known speakers are aligned. */
  aligns: boolean;
}

export function testedRun(row: RunRow, { bundle: { model, card }, tested }: RunOutcome): TestedRun {
  return {
    row,
    tested,
    temperature: model.temperature,
    validationClips: card.validationClips,
    corpora: card.corpora.map(({ name }) => name),
    voiceCurve: card.test?.voiceCurve ?? null,
    aligns: model.aligns,
  };
}

/** What can be shown of these runs, the newest first; a series before its runs. */
export function evaluable(rows: readonly RunRow[]): (Evaluable & { title: string })[] {
  const tested = rows.filter(isTested);
  const seen = new Set<string>();
  return [...tested].reverse().flatMap((row) => {
    const own = { kind: 'run' as const, id: row.id, title: row.name };
    const { series } = row;
    if (!series || series.kind === 'leak' || seen.has(series.id)) return [own];
    seen.add(series.id);
    const members = tested.filter((other) => other.series?.id === series.id);
    return members.length < 2
      ? [own]
      : [{ kind: 'series' as const, id: series.id, title: titleOf(members) }, own];
  });
}

/**
 * Judges a run's test, or a series' tests together, in the background: of a large cross-validation that takes a second.
 * @param ended at least one
 */
export async function evaluationOf(of: Evaluable, ended: readonly TestedRun[]): Promise<Evaluation> {
  const [{ row }] = ended;
  const { split, scale } = row.recipe;
  const clips = new Map(ended.flatMap(({ tested }) => tested.map(({ clip }) => [clip.id, clip])));
  // Of test speakers who are not known no clip can be used.
  const usesTestSpeakersClips =
    scale === 'speaker' && [...clips.values()].some(({ speaker }) => speaker !== null);
  const { report, judged, temperatures } = await predictor().judge(ended.map(judgedRun), {
    protocol: split.by,
    usesTestSpeakersClips,
    aligned: usesTestSpeakersClips ? alignedOf(ended) : 'none',
    corpora: [...new Set([...clips.values()].map(({ corpus }) => corpus))],
    planned: of.kind === 'series' ? (row.series?.of ?? 1) : 1,
  });
  return {
    of,
    title: of.kind === 'run' ? row.name : titleOf(ended.map(({ row }) => row)),
    report,
    tested: judged.map(({ clipId, ...rest }) => ({ clip: clips.get(clipId)!, ...rest })),
    voiceCurve: meanCurve(ended.map(({ voiceCurve }) => voiceCurve)),
    recipe: row.recipe,
    temperatures,
  };
}

function alignedOf(ended: readonly TestedRun[]): Aligned {
  const count = ended.filter(({ aligns }) => aligns).length;
  if (count === 0) return 'none';
  return count === ended.length ? 'all' : 'some';
}

function judgedRun({ row, tested, temperature, validationClips, corpora }: TestedRun): JudgedRun {
  return {
    seed: row.recipe.training.seed,
    fold: row.series?.fold.name ?? '',
    labels: row.labels,
    // Exactly 1 is what runs have that an earlier version kept: it fitted none.
    temperature: validationClips > 0 && temperature !== 1 ? temperature : null,
    trainedOn: corpora,
    cutShort: cutShortOf(row),
    items: tested.map(({ clip, probabilities }) => {
      const { id, emotion, speaker, gender, corpus, intensity } = clip;
      return { clipId: id, emotion, probabilities, speaker, gender, corpus, intensity };
    }),
  };
}

function cutShortOf({ status, epochs }: RunRow): CutShort | null {
  const why = status === 'stopped' || status === 'diverged' ? status : null;
  return why && { why, epochs: epochs.length };
}

/** 'Run 3: 6 folds × 3 seeds', 'Run 3: 4 of 6 runs' */
function titleOf(rows: readonly RunRow[]): string {
  return `${rows[0].series?.name ?? ''}: ${seriesWords(rows)}`;
}

/** Of those points that all curves have. */
function meanCurve(curves: readonly (VoicePoint[] | null)[]): VoicePoint[] | null {
  const known = curves.filter((curve) => curve !== null);
  if (known.length === 0) return null;
  return known[0].flatMap(({ clips }) => {
    const uars = known.flatMap((curve) =>
      curve.filter((point) => point.clips === clips).map(({ uar }) => uar),
    );
    if (uars.length < known.length) return [];
    return [{ clips, uar: uars.reduce((sum, uar) => sum + uar, 0) / uars.length }];
  });
}

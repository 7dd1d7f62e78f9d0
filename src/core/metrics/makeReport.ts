import { EMOTIONS } from '../dataset/emotions.ts';
import { Random } from '../dataset/random.ts';
import type { ProtocolId } from '../recipe/recipe.ts';
import type { AccuracyReport, Aligned, JudgedRun, RunScore } from './accuracyReport.ts';
import { calibrationOf } from './calibration.ts';
import { corpusMatrix } from './corpusMatrix.ts';
import { coverageCurve } from './coverage.ts';
import { runTemperatures } from './crossFit.ts';
import { scoresByGroup } from './groups.ts';
import { humanFigures } from './human.ts';
import { uarInterval } from './interval.ts';
import { type Judgement, judge } from './judge.ts';
import { evaluate } from './report.ts';
import { spreadOf } from './spread.ts';

export interface ReportFacts {
  protocol: ProtocolId;
  /** As the report's. */
  usesTestSpeakersClips: boolean;
  aligned: Aligned;
  /** Those tested, as clips name them. */
  corpora: string[];
  /** Runs that the series was to have, where that is more than those given. */
  planned?: number;
}

export interface MadeReport {
  report: AccuracyReport;
  /** What each run made of each of its clips. */
  judged: Judgement[];
  /** By report.runs: with which each was calibrated; null where they were not. */
  temperatures: number[] | null;
}

/**
 * The report of a run, or of all runs of a cross-validation, and what each run made of each of its clips. The same runs give
 * the same report. From corpus to corpus, clips of a corpus that the run was trained on count in the matrix alone: all else
 * is of corpora that it never heard. Runs without items are skipped: Judgement.run counts report.runs.
 *
 * @throws RangeError where no run has items, or an item does not fit the labels (see judge)
 */
export function makeReport(runs: readonly JudgedRun[], facts: ReportFacts): MadeReport {
  const crossing = facts.protocol === 'corpus';
  const tested = (crossing ? runs.map(onOtherCorpora) : runs).filter(({ items }) => items.length > 0);
  if (tested.length === 0) throw new RangeError('There are no clips to judge.');
  const labels = EMOTIONS.filter((emotion) => tested.some((run) => run.labels.includes(emotion)));
  const { temperatures, fittedOn, unfitted } = runTemperatures(tested);
  const plain = judge(tested, labels, null);
  const judged = temperatures === null ? plain : judge(tested, labels, temperatures);

  const truth = judged.map((judgement) => judgement.truth);
  const predicted = judged.map((judgement) => judgement.predicted);
  const items = tested.flatMap((run) => run.items);
  const scores = scoresOfRuns(tested, judged, labels);
  const rowsOf = (judgements: readonly Judgement[]) => judgements.map(({ probabilities }) => probabilities);
  const by = (key: 'speaker' | 'corpus' | 'intensity' | 'gender') =>
    scoresByGroup(
      judged,
      items.map((item) => item[key]),
      labels,
    );

  const report: AccuracyReport = {
    protocol: facts.protocol,
    usesTestSpeakersClips: facts.usesTestSpeakersClips,
    aligned: facts.aligned,
    labels,
    runs: scores,
    planned: Math.max(facts.planned ?? 0, tested.length),
    uar: spreadOf(scores.map(({ uar }) => uar)),
    accuracy: spreadOf(scores.map(({ accuracy }) => accuracy)),
    macroF1: spreadOf(scores.map(({ macroF1 }) => macroF1)),
    interval: uarInterval(judged, labels.length, new Random(1)),
    pooled: evaluate(truth, predicted, labels),
    perSpeaker: by('speaker'),
    perCorpus: by('corpus'),
    perIntensity: by('intensity'),
    perGender: by('gender'),
    corpusMatrix: crossing ? corpusMatrix(runs) : null,
    calibration: {
      before: calibrationOf(rowsOf(plain), truth),
      after: temperatures && calibrationOf(rowsOf(judged), truth),
      temperature: temperatures && spreadOf(temperatures).mean,
      fittedOn,
      unfitted,
    },
    coverage: coverageCurve(rowsOf(judged), truth),
    chance: spreadOf(tested.map((run) => 1 / run.labels.length)).mean,
    human: humanFigures(facts.corpora),
  };
  return { report, judged, temperatures };
}

function onOtherCorpora(run: JudgedRun): JudgedRun {
  const { trainedOn, items } = run;
  return trainedOn ? { ...run, items: items.filter(({ corpus }) => !trainedOn.includes(corpus)) } : run;
}

function scoresOfRuns(
  runs: readonly JudgedRun[],
  judged: readonly Judgement[],
  labels: readonly string[],
): RunScore[] {
  let from = 0;
  return runs.map(({ seed, fold, items, cutShort = null }) => {
    const own = judged.slice(from, from + items.length);
    from += items.length;
    const { clips, uar, accuracy, macroF1 } = evaluate(
      own.map(({ truth }) => truth),
      own.map(({ predicted }) => predicted),
      labels,
    );
    const speakers = [...new Set(items.flatMap(({ speaker }) => speaker ?? []))].sort();
    return { seed, fold, clips, speakers, uar, accuracy, macroF1, cutShort };
  });
}

import type { AccuracyReport, JudgedItem, JudgedRun } from './accuracyReport.ts';
import { fitTemperatureToLogits, logits } from './temperature.ts';

type Calibration = AccuracyReport['calibration'];

export interface RunTemperatures {
  /** One per run, in their order; null where they could not all be had honestly. */
  temperatures: number[] | null;
  fittedOn: Calibration['fittedOn'];
  unfitted: Calibration['unfitted'];
}

/**
 * A temperature for each run that none of its own test clips had a say in. Each run's own, from its validation clips, where all
 * runs have one; else from the clips on which the runs of other folds were tested, those of the run's own test speakers left
 * out; else none. All runs' temperatures come from the same kind of clips, so that one word says which.
 *
 * @param runs each with items.
 */
export function runTemperatures(runs: readonly JudgedRun[]): RunTemperatures {
  const own = runs.flatMap(({ temperature }) => temperature ?? []);
  if (own.length === runs.length) return { temperatures: own, fittedOn: 'validation', unfitted: null };
  const crossed = crossFit(runs);
  return typeof crossed === 'string'
    ? { temperatures: null, fittedOn: null, unfitted: crossed }
    : { temperatures: crossed, fittedOn: 'other folds', unfitted: null };
}

interface Evidence {
  fold: string;
  speaker: string;
  row: number[];
  truth: number;
}

/** Or why not: some run has no clips of other folds and other speakers beside it. */
function crossFit(runs: readonly JudgedRun[]): number[] | NonNullable<Calibration['unfitted']> {
  if (new Set(runs.map(({ fold }) => fold)).size < 2) return 'nothing to fit on';
  // Whoever speaks in a clip of an unknown speaker might speak in the test as well.
  if (runs.some(({ items }) => items.some(({ speaker }) => speaker === null))) return 'unknown speakers';
  const evidence = runs.flatMap((run) => run.items.flatMap((item) => evidenceOf(run, item) ?? []));
  if (evidence.length === 0) return 'nothing to fit on';

  // The folds differ little, so all of them together are a good place to begin at.
  const start = fitTo(evidence, 1);
  const known = new Map<string, number>();
  const temperatures: number[] = [];
  for (const { fold, items } of runs) {
    const speakers = new Set(items.map(({ speaker }) => speaker));
    // Seeds of a fold have the same others beside them.
    const key = JSON.stringify([fold, [...speakers].sort()]);
    let temperature = known.get(key);
    if (temperature === undefined) {
      const others = evidence.filter((clip) => clip.fold !== fold && !speakers.has(clip.speaker));
      if (others.length === 0) return 'same speakers';
      temperature = fitTo(others, start);
      known.set(key, temperature);
    }
    temperatures.push(temperature);
  }
  return temperatures;
}

/** Null for a clip of an emotion that its run has no label for: no temperature changes how wrong that is. */
function evidenceOf(run: JudgedRun, item: JudgedItem): Evidence | null {
  const truth = run.labels.indexOf(item.emotion);
  if (truth < 0) return null;
  return { fold: run.fold, speaker: item.speaker!, row: logits(item.probabilities), truth };
}

function fitTo(evidence: readonly Evidence[], start: number): number {
  return fitTemperatureToLogits(
    evidence.map(({ row }) => row),
    evidence.map(({ truth }) => truth),
    start,
  );
}

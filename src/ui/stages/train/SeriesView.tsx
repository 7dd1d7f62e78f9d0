import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { spreadWords } from '../../../core/words/report.ts';
import { useCalmRuns } from '../../../store/calmRuns.ts';
import { MOST_COMPARED } from '../../../store/compared.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import type { RunRow } from '../../../store/runs.ts';
import { ManyRunCurves } from '../../charts/ManyRunCurves.tsx';
import { RunCurves } from '../../charts/RunCurves.tsx';
import type { RunMeasure } from '../../charts/runComparison.ts';
import { formatPercent } from '../../components/format.ts';
import { Stat, Stats } from '../../components/Stat.tsx';
import { leakWords } from '../evaluate/leakWords.ts';
import { runCurveOf } from './runCurve.ts';
import { inOrder, leakUars, testSpread } from './runGroups.ts';
import { SeriesTable } from './SeriesTable.tsx';

/** Runs side by side: what came of those that are done, how far each is, and their curves. */
export function SeriesView() {
  const rows = useSeriesRows();
  const underWay = useRun(
    useShallow((run) => rows.filter(({ id }) => isUnderWay(run, id)).map(({ id }) => id)),
  );
  const curves = useMemo(
    () => rows.map((row, place) => runCurveOf(row, place, underWay.includes(row.id))),
    [rows, underWay],
  );
  if (rows.length === 0) return null;
  const measure = curves.some(({ epochs }) => epochs.some(({ validationUar }) => validationUar !== null))
    ? 'validationUar'
    : measureOf(rows);
  return (
    <>
      {rows[0].series?.kind === 'leak' ? <LeakFigures rows={rows} /> : <TestFigures rows={rows} />}
      <SeriesTable rows={rows} />
      {curves.length > MOST_COMPARED ? (
        <ManyRunCurves runs={curves} measure={measure} />
      ) : (
        <RunCurves runs={curves} measure={measure} />
      )}
    </>
  );
}

/** All runs of the series, those too that ended before it was cut off. */
function useSeriesRows(): RunRow[] {
  const ids = useRun(useShallow(({ members }) => members.map(({ id }) => id)));
  const rows = useCalmRuns(
    useShallow(({ rows }) => {
      const series = rows.find(({ id }) => id === ids[0])?.series?.id;
      return rows.filter((row) => ids.includes(row.id) || (series && row.series?.id === series));
    }),
  );
  return useMemo(() => inOrder(rows), [rows]);
}

/** Before the first epoch the recipe tells whether there will be validation. */
function measureOf([{ recipe, epochs }]: readonly RunRow[]): RunMeasure {
  return recipe.split.validationShare > 0 && epochs.length === 0 ? 'validationUar' : 'trainLoss';
}

function TestFigures({ rows }: { rows: readonly RunRow[] }) {
  const uars = rows.flatMap(({ test }) => (test ? [test.uar] : []));
  const spread = testSpread({ kind: 'folds', rows: [...rows] });
  if (!spread) return null;
  const what = uars.length === 1 ? 'the first' : `mean ± deviation of ${uars.length}`;
  return (
    <Stats>
      <Stat
        label={`Test UAR, ${what} of ${rows.length}`}
        value={spreadWords(spread)}
        hint={`chance ${formatPercent(1 / rows[0].labels.length, 1)}`}
      />
      <Stat label="Lowest" value={formatPercent(Math.min(...uars), 1)} />
      <Stat label="Highest" value={formatPercent(Math.max(...uars), 1)} />
    </Stats>
  );
}

/** The two numbers of a leak check are not averaged: one of them is wrong. */
function LeakFigures({ rows }: { rows: readonly RunRow[] }) {
  const both = leakUars(rows);
  if (!both) return null;
  return (
    <>
      <Stats>
        <Stat label="Test UAR, unseen speakers" value={formatPercent(both.honest, 1)} />
        <Stat label="Test UAR, random split (leak)" value={formatPercent(both.random, 1)} />
      </Stats>
      <p>{leakWords({ difference: both.random - both.honest })}.</p>
    </>
  );
}

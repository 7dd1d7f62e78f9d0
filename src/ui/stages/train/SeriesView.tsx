import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { spreadOf } from '../../../core/metrics/spread.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import { useRuns } from '../../../store/runs.ts';
import { RunCurves } from '../../charts/RunCurves.tsx';
import { formatPercent } from '../../components/format.ts';
import { Stat, Stats } from '../../components/Stat.tsx';
import { runCurveOf } from './runCurve.ts';

/** Runs side by side: their curves over one another, and what came of those that are done. */
export function SeriesView() {
  const ids = useRun(useShallow(({ members }) => members.map(({ id }) => id)));
  const underWay = useRun(useShallow((run) => ids.filter((id) => isUnderWay(run, id))));
  const rows = useRuns(useShallow(({ rows }) => rows.filter(({ id }) => ids.includes(id))));
  const curves = useMemo(
    () => rows.map((row, place) => runCurveOf(row, place, underWay.includes(row.id))),
    [rows, underWay],
  );
  const tested = rows.flatMap(({ test }) => (test ? [test.uar] : []));
  return (
    <>
      {tested.length > 0 && <TestFigures uars={tested} of={rows.length} chance={1 / rows[0].labels.length} />}
      <RunCurves runs={curves} measure="validationUar" />
    </>
  );
}

function TestFigures({ uars, of, chance }: { uars: number[]; of: number; chance: number }) {
  const { mean, deviation } = spreadOf(uars);
  const spread = deviation === null ? '' : ` ± ${(100 * deviation).toFixed(1)}`;
  return (
    <Stats>
      <Stat
        label={`Test UAR, ${deviation === null ? 'the first' : `mean ± deviation of ${uars.length}`} of ${of}`}
        value={`${(100 * mean).toFixed(1)}${spread} %`}
        hint={`chance ${formatPercent(chance, 1)}`}
      />
      <Stat label="Lowest" value={formatPercent(Math.min(...uars), 1)} />
      <Stat label="Highest" value={formatPercent(Math.max(...uars), 1)} />
    </Stats>
  );
}

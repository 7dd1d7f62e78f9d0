import type { Data, Layout } from 'plotly.js';
import { useMemo } from 'react';
import { Chart } from './Chart.tsx';
import { epochsLayout, scaleOf } from './epochsLayout.ts';
import { type EpochSummary, epochSummaries, manyRunsTable, manyRunsTitle } from './manyRuns.ts';
import { type Palette, usePalette } from './palette.ts';
import type { RunCurve, RunMeasure } from './runComparison.ts';

/** One measure of dozens of runs over epochs: each a thin line, their mean a strong one. Memoise `runs`. */
export function ManyRunCurves({ runs, measure }: { runs: readonly RunCurve[]; measure: RunMeasure }) {
  const palette = usePalette();
  const summaries = useMemo(() => epochSummaries(runs, measure), [runs, measure]);
  const data = useMemo(
    () => [singleLines(runs, measure, palette), meanLine(summaries, measure, palette)],
    [runs, summaries, measure, palette],
  );
  const lastEpoch = Math.max(2, ...runs.map((run) => run.lastEpoch));
  const layout = useMemo(
    (): Partial<Layout> => ({ hovermode: 'x', ...epochsLayout(measure, lastEpoch) }),
    [measure, lastEpoch],
  );
  const title = manyRunsTitle(summaries, runs.length, measure);
  return (
    <Chart
      title={title}
      label={`${title}. Line chart over epochs, a thin line for each run.`}
      data={data}
      layout={layout}
      height={320}
      table={() => manyRunsTable(summaries, measure)}
      keepZoom
    />
  );
}

/** All in one trace, with a gap after each: as many traces would be slow to draw. */
function singleLines(runs: readonly RunCurve[], measure: RunMeasure, palette: Palette): Data {
  const points = runs.flatMap(({ epochs }) => [
    ...epochs.map(({ epoch, [measure]: value }) => ({ epoch, value })),
    { epoch: null, value: null },
  ]);
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'Each run',
    x: points.map(({ epoch }) => epoch),
    y: points.map(({ value }) => (value === null ? null : scaleOf(measure) * value)),
    line: { color: palette.muted, width: 1 },
    opacity: 0.6,
    hoverinfo: 'skip',
  };
}

/** The bounds stand in its hover text. */
function meanLine(summaries: readonly EpochSummary[], measure: RunMeasure, palette: Palette): Data {
  const scale = scaleOf(measure);
  const said = (value: number) => (scale * value).toFixed(measure === 'validationUar' ? 1 : 3);
  return {
    type: 'scatter',
    // A single epoch makes no line.
    mode: summaries.length < 3 ? 'lines+markers' : 'lines',
    name: 'Mean',
    x: summaries.map(({ epoch }) => epoch),
    y: summaries.map(({ mean }) => scale * mean),
    line: { color: palette.accent, width: 3 },
    customdata: summaries.map(({ runs, low, high }) => [runs, said(low), said(high)]),
    hovertemplate:
      'Epoch %{x}: mean %{y:.3~g} of %{customdata[0]}, from %{customdata[1]} to %{customdata[2]}<extra></extra>',
  };
}

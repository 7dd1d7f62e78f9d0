import type { Dash, Data, Layout } from 'plotly.js';
import { useMemo } from 'react';
import { LineSwatch } from '../components/LineSwatch.tsx';
import { runLine } from '../theme/runs.ts';
import { useTheme } from '../theme/useTheme.ts';
import { Chart } from './Chart.tsx';
import { epochsLayout, scaleOf } from './epochsLayout.ts';
import { plain } from './plain.ts';
import {
  curvesNotes,
  curvesTable,
  curvesTitle,
  drawnOf,
  peakOf,
  type RunCurve,
  type RunMeasure,
  shortened,
} from './runComparison.ts';
import './RunCurves.css';

/** One measure of several runs over epochs, the best epoch of each marked. Memoise `runs`. */
export function RunCurves({ runs, measure }: { runs: readonly RunCurve[]; measure: RunMeasure }) {
  const { theme } = useTheme();
  const drawn = useMemo(() => drawnOf(runs, measure), [runs, measure]);
  const data = useMemo(() => drawn.map((run) => curveOf(run, measure, theme)), [drawn, measure, theme]);
  const lastEpoch = Math.max(2, ...drawn.map((run) => run.lastEpoch));
  const layout = useMemo(() => layoutOf(measure, lastEpoch), [measure, lastEpoch]);
  const title = curvesTitle(runs, measure);
  return (
    <div className="run-curves">
      <Chart
        title={title}
        label={`${title}. Line chart over epochs.`}
        data={data}
        layout={layout}
        height={320}
        table={() => curvesTable(runs, measure)}
        keepZoom
      />
      <ul className="run-curves__legend" aria-label="Runs in the chart">
        {drawn.map(({ id, name, place, leaks }) => (
          <li key={id}>
            <LineSwatch line={runLine(place, theme)} />
            <span className="run-curves__name">{leaks ? `${name} (leak)` : name}</span>
          </li>
        ))}
      </ul>
      {curvesNotes(runs, measure).map((note) => (
        <p key={note} className="quiet small">
          {note}
        </p>
      ))}
    </div>
  );
}

const LONGEST_LABEL = 28;

function curveOf(run: RunCurve, measure: RunMeasure, theme: 'light' | 'dark'): Data {
  const { colour, dashes } = runLine(run.place, theme);
  const peak = peakOf(run, measure)!.epoch;
  const scale = scaleOf(measure);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: plain(shortened(run.name, LONGEST_LABEL)),
    x: run.epochs.map(({ epoch }) => epoch),
    y: run.epochs.map(({ [measure]: value }) => (value === null ? null : scale * value)),
    line: {
      color: colour,
      width: 2,
      // Plotly takes lengths too, which its types do not know.
      dash: (dashes.map((length) => `${length}px`).join(',') || 'solid') as Dash,
    },
    marker: {
      color: colour,
      opacity: 1,
      line: { width: 0 },
      size: run.epochs.map(({ epoch }) => (epoch === peak ? 9 : 0)),
    },
    hovertemplate: measure === 'validationUar' ? '%{y:.1f} %' : '%{y:.3f}',
  };
}

function layoutOf(measure: RunMeasure, lastEpoch: number): Partial<Layout> {
  return {
    hovermode: 'x unified',
    // Names may be long: the legend stands below, where they wrap.
    showlegend: false,
    ...epochsLayout(measure, lastEpoch),
  };
}

import type { Data, Layout, ScatterLine } from 'plotly.js';
import { useMemo } from 'react';
import { Chart } from './Chart.tsx';
import type { EpochPoint } from './epochPoint.ts';
import { type Palette, usePalette } from './palette.ts';
import { rounded, type TableOfNumbers } from './tableOfNumbers.ts';
import './TrainingCurves.css';

export interface TrainingCurvesProps {
  epochs: readonly EpochPoint[];
  /** How many are planned, so that the x axis holds still while training. */
  plannedEpochs?: number | undefined;
  /** The epoch whose weights are kept, from 1. */
  bestEpoch?: number | null | undefined;
}

/** Loss at the left, accuracy and UAR at the right, over epochs. */
export function TrainingCurves(props: TrainingCurvesProps) {
  const { epochs, bestEpoch = null } = props;
  const plannedEpochs = props.plannedEpochs ?? epochs.at(-1)?.epoch ?? 1;
  const palette = usePalette();
  const best = epochs.find((point) => point.epoch === bestEpoch) ?? null;

  const loss = useMemo(
    (): Data[] => [
      curve('Train', epochs, (point) => point.trainLoss, {
        color: palette.muted,
        dash: 'dot',
      }),
      curve('Validation', epochs, (point) => point.validationLoss, { color: palette.accent }),
    ],
    [epochs, palette],
  );
  const accuracy = useMemo(
    (): Data[] => [
      // The colour tells the measure, a thin line the training side; no two share a dash.
      curve('Train accuracy', epochs, (point) => percent(point.trainAccuracy), {
        color: palette.series2,
        dash: 'dot',
        width: 1.25,
      }),
      curve('Train UAR', epochs, (point) => percent(point.trainUar), {
        color: palette.accent,
        dash: 'dashdot',
        width: 1.25,
      }),
      curve('Validation accuracy', epochs, (point) => percent(point.validationAccuracy), {
        color: palette.series2,
        dash: 'dash',
      }),
      curve('Validation UAR', epochs, (point) => percent(point.validationUar), { color: palette.accent }),
    ],
    [epochs, palette],
  );
  const lossLayout = useMemo(
    () => layoutOf('Loss', plannedEpochs, bestEpoch, palette),
    [plannedEpochs, bestEpoch, palette],
  );
  const accuracyLayout = useMemo(
    () => layoutOf('Accuracy, UAR (%)', plannedEpochs, bestEpoch, palette, [0, 100]),
    [plannedEpochs, bestEpoch, palette],
  );

  const table = () => tableOf(epochs, bestEpoch);
  const last = epochs.at(-1);
  const lossTitle = last
    ? `Loss after epoch ${last.epoch}: ${last.trainLoss.toFixed(2)} train${said(last.validationLoss, 2, ' validation')}`
    : 'Loss';
  const uarTitle =
    best?.validationUar == null
      ? 'Accuracy and UAR'
      : `Validation UAR peaked at epoch ${best.epoch}: ${(best.validationUar * 100).toFixed(1)} %`;
  return (
    <div className="curves">
      <Chart
        title={lossTitle}
        label={`${lossTitle}. Line chart over epochs.`}
        data={loss}
        layout={lossLayout}
        table={table}
        keepZoom
      />
      <Chart
        title={uarTitle}
        label={`${uarTitle}. Line chart over epochs.`}
        data={accuracy}
        layout={accuracyLayout}
        table={table}
        keepZoom
      />
    </div>
  );
}

function curve(
  name: string,
  epochs: readonly EpochPoint[],
  measure: (point: EpochPoint) => number | null,
  line: Partial<ScatterLine>,
): Data {
  return {
    type: 'scatter',
    // A single epoch makes no line.
    mode: epochs.length < 3 ? 'lines+markers' : 'lines',
    name,
    // A gap before the first epoch: the curve and its legend are then set up ahead of the run, not in its midst.
    x: epochs.length > 0 ? epochs.map((point) => point.epoch) : [null],
    y: epochs.length > 0 ? epochs.map(measure) : [null],
    line: { width: 2, ...line },
    hovertemplate: '%{y:.3~g}',
  };
}

function layoutOf(
  yTitle: string,
  plannedEpochs: number,
  bestEpoch: number | null,
  palette: Palette,
  yRange?: [number, number],
): Partial<Layout> {
  return {
    hovermode: 'x unified',
    xaxis: {
      title: { text: 'Epoch' },
      range: [Math.min(1, plannedEpochs - 1), Math.max(2, plannedEpochs)],
      tickformat: 'd',
      // The margins are known: finding them anew would lay the chart out twice each epoch.
      automargin: false,
      showgrid: false,
    },
    yaxis: {
      title: { text: yTitle },
      automargin: false,
      zeroline: false,
      ...(yRange ? { range: yRange } : { rangemode: 'tozero' }),
    },
    shapes:
      bestEpoch === null
        ? []
        : [
            {
              type: 'line',
              x0: bestEpoch,
              x1: bestEpoch,
              yref: 'paper',
              y0: 0,
              y1: 1,
              line: { color: palette.lineStrong, width: 1, dash: 'dot' },
            },
          ],
  };
}

function tableOf(epochs: readonly EpochPoint[], bestEpoch: number | null): TableOfNumbers {
  return {
    caption: 'Training, epoch by epoch',
    columns: [
      'Epoch',
      'Train loss',
      'Validation loss',
      'Train acc. (%)',
      'Validation acc. (%)',
      'Train UAR (%)',
      'Validation UAR (%)',
    ],
    rows: epochs.map((point) => [
      point.epoch === bestEpoch ? `${point.epoch} (best)` : String(point.epoch),
      rounded(point.trainLoss, 4),
      rounded(point.validationLoss, 4),
      rounded(percent(point.trainAccuracy), 1),
      rounded(percent(point.validationAccuracy), 1),
      rounded(percent(point.trainUar), 1),
      rounded(percent(point.validationUar), 1),
    ]),
  };
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

function said(value: number | null, digits: number, what: string): string {
  return value === null ? '' : `, ${value.toFixed(digits)}${what}`;
}

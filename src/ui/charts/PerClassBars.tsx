import type { Data, Layout } from 'plotly.js';
import { useMemo } from 'react';
import type { Emotion } from '../../core/dataset/emotions.ts';
import type { ClassReport } from '../../core/metrics/report.ts';
import { EMOTION_LABELS, emotionColour } from '../theme/emotions.ts';
import { Chart } from './Chart.tsx';
import { usePalette } from './palette.ts';
import { rounded } from './tableOfNumbers.ts';

export interface PerClassBarsProps {
  /** The classes, in the order of perClass. */
  labels: readonly Emotion[];
  perClass: readonly ClassReport[];
  title?: string;
}

/** Recall per emotion with its mean, the UAR; precision and F1 in the hover text and the table. */
export function PerClassBars({ labels, perClass, title }: PerClassBarsProps) {
  const palette = usePalette();
  const results = useMemo(
    () =>
      perClass.map(({ precision, recall, f1, support }, index) => ({
        emotion: labels[index],
        recall: percent(recall),
        precision: percent(precision),
        f1: percent(f1),
        support,
      })),
    [labels, perClass],
  );
  const uar = meanOf(results.map(({ recall }) => recall));

  const data = useMemo(
    (): Data[] => [
      {
        type: 'bar',
        x: results.map(({ emotion }) => EMOTION_LABELS[emotion]),
        y: results.map(({ recall }) => recall),
        marker: { color: results.map(({ emotion }) => emotionColour(emotion, palette.theme)) },
        text: results.map(({ recall }) => said(recall)),
        textposition: 'outside',
        textfont: { color: palette.ink },
        cliponaxis: false,
        customdata: results.map(({ precision, f1, support }) => [said(precision), said(f1), support]),
        hovertemplate:
          '%{x}: recall %{y:.1f} %<br>precision %{customdata[0]} %, F1 %{customdata[1]} %<br>%{customdata[2]} clips<extra></extra>',
      },
    ],
    [results, palette],
  );
  const layout = useMemo(
    (): Partial<Layout> => ({
      showlegend: false,
      bargap: 0.35,
      xaxis: { showgrid: false, tickfont: { color: palette.ink }, fixedrange: true },
      yaxis: {
        title: { text: 'Recall (%)' },
        range: [0, 105],
        tickvals: [0, 25, 50, 75, 100],
        fixedrange: true,
      },
      margin: { l: 56, r: 56, t: 12, b: 36 },
      annotations:
        uar === null
          ? []
          : [
              {
                text: `UAR<br>${uar.toFixed(1)}`,
                xref: 'paper',
                x: 1,
                xanchor: 'left',
                y: uar,
                showarrow: false,
                align: 'left',
                xshift: 4,
                font: { size: 11, color: palette.ink },
              },
            ],
      shapes:
        uar === null
          ? []
          : [
              {
                type: 'line',
                xref: 'paper',
                x0: 0,
                x1: 1,
                y0: uar,
                y1: uar,
                line: { color: palette.lineStrong, width: 1.5, dash: 'dash' },
              },
            ],
    }),
    [uar, palette],
  );
  return (
    <Chart
      {...(title ? { title } : {})}
      label={`Recall per emotion: ${results.map(({ emotion, recall }) => `${EMOTION_LABELS[emotion]} ${said(recall)} %`).join(', ')}.`}
      data={data}
      layout={layout}
      height={280}
      table={() => ({
        caption: 'Results per emotion',
        columns: ['Emotion', 'Recall (%)', 'Precision (%)', 'F1 (%)', 'Clips'],
        rows: results.map((result) => [
          EMOTION_LABELS[result.emotion],
          rounded(result.recall, 1),
          rounded(result.precision, 1),
          rounded(result.f1, 1),
          result.support,
        ]),
      })}
    />
  );
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

function said(value: number | null): string {
  return value === null ? '–' : String(Math.round(value));
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

import type { Data, Layout } from 'plotly.js';
import { useMemo } from 'react';
import { EMOTIONS } from '../../core/dataset/emotions.ts';
import type { CorpusSummary } from '../../core/dataset/summary.ts';
import { EMOTION_LABELS, emotionColour } from '../theme/emotions.ts';
import { Chart } from './Chart.tsx';
import { usePalette } from './palette.ts';

export interface CountsChartProps {
  corpora: readonly CorpusSummary[];
  title?: string;
}

const BAR_PX = 44;

/** Clips per corpus, stacked by emotion. */
export function CountsChart({ corpora, title }: CountsChartProps) {
  const palette = usePalette();
  const emotions = useMemo(
    () => EMOTIONS.filter((emotion) => corpora.some((corpus) => corpus.emotions[emotion] > 0)),
    [corpora],
  );
  const data = useMemo(
    (): Data[] =>
      emotions.map((emotion) => ({
        type: 'bar',
        orientation: 'h',
        name: EMOTION_LABELS[emotion],
        y: corpora.map(({ corpus }) => corpus),
        x: corpora.map((corpus) => corpus.emotions[emotion]),
        marker: { color: emotionColour(emotion, palette.theme), line: { color: palette.card, width: 1 } },
        hovertemplate: `%{y}, ${EMOTION_LABELS[emotion]}: %{x:,}<extra></extra>`,
      })),
    [corpora, emotions, palette],
  );
  const layout = useMemo(
    (): Partial<Layout> => ({
      barmode: 'stack',
      bargap: 0.35,
      legend: {
        orientation: 'h',
        x: 0,
        y: 1,
        yanchor: 'bottom',
        traceorder: 'normal',
        font: { color: palette.ink },
      },
      xaxis: { title: { text: 'Clips' }, tickformat: ',d', rangemode: 'tozero' },
      yaxis: {
        autorange: 'reversed',
        showgrid: false,
        ticksuffix: ' ',
        tickfont: { color: palette.ink },
        fixedrange: true,
      },
    }),
    [palette],
  );
  return (
    <Chart
      {...(title ? { title } : {})}
      label={`Clips per corpus and emotion: ${corpora.map(({ corpus, clips }) => `${corpus} ${clips}`).join(', ')}.`}
      data={data}
      layout={layout}
      height={120 + corpora.length * BAR_PX}
      table={() => ({
        caption: 'Clips per corpus and emotion',
        columns: ['Corpus', ...emotions.map((emotion) => EMOTION_LABELS[emotion]), 'All'],
        rows: corpora.map((corpus) => [
          corpus.corpus,
          ...emotions.map((emotion) => corpus.emotions[emotion]),
          corpus.clips,
        ]),
      })}
    />
  );
}

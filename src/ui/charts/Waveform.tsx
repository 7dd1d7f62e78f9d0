import type { Data, Layout, Shape } from 'plotly.js';
import { type Ref, useMemo } from 'react';
import { Chart } from './Chart.tsx';
import type { CursorHandle } from './cursor.ts';
import { type Envelope, envelopeOf } from './envelope.ts';
import { TIME_MARGIN } from './layout.ts';
import { type Palette, usePalette } from './palette.ts';
import { rounded } from './tableOfNumbers.ts';

export interface WaveformProps {
  /** One channel, −1…1. */
  signal: Float32Array;
  sampleRateHz: number;
  /** What trimming keeps; what it cuts is shaded. */
  trimStartS?: number;
  trimEndS?: number;
  title?: string;
  height?: number;
  /** A click at a time, in seconds. */
  onSeek?: ((timeS: number) => void) | undefined;
  ref?: Ref<CursorHandle>;
}

const MAX_POINTS = 1000;

/** A recording over time, as its envelope. */
export function Waveform(props: WaveformProps) {
  const { signal, sampleRateHz, title = 'Waveform', height = 180, onSeek, ref } = props;
  const palette = usePalette();
  const envelope = useMemo(() => envelopeOf(signal, MAX_POINTS), [signal]);
  const durationS = signal.length / sampleRateHz;
  const { trimStartS: startS = 0, trimEndS: endS = durationS } = props;

  const data = useMemo((): Data[] => {
    const pointS = envelope.samplesPerPoint / sampleRateHz;
    const x = Array.from(envelope.lows, (_, index) => (index + 0.5) * pointS);
    const line = { color: palette.accent, width: 1 };
    const shared = { type: 'scatter', mode: 'lines', x, line, showlegend: false } as const;
    return [
      { ...shared, y: envelope.lows, hoverinfo: 'skip' },
      {
        ...shared,
        y: envelope.highs,
        fill: 'tonexty',
        fillcolor: palette.accent,
        hovertemplate: '%{x:.2f} s: %{y:.2f}<extra></extra>',
      },
    ];
  }, [envelope, sampleRateHz, palette]);

  // Levelled clips may pass full scale.
  const peak = useMemo(() => 1.05 * Math.max(0.1, largest(envelope)), [envelope]);
  const layout = useMemo(
    (): Partial<Layout> => ({
      hovermode: 'x',
      margin: TIME_MARGIN,
      xaxis: { title: { text: 'Time (s)' }, range: [0, durationS], showgrid: false },
      yaxis: {
        automargin: false,
        title: { text: 'Amplitude' },
        range: [-peak, peak],
        nticks: 5,
        fixedrange: true,
      },
      shapes: cutRegions(startS, endS, durationS, palette),
    }),
    [durationS, startS, endS, peak, palette],
  );

  return (
    <Chart
      ref={ref}
      title={title}
      label={`Waveform of ${durationS.toFixed(2)} seconds; ${startS.toFixed(2)} to ${endS.toFixed(2)} s kept after trimming.`}
      data={data}
      layout={layout}
      height={height}
      onPick={onSeek}
      table={() => ({
        caption: 'Lowest and highest amplitude over time',
        columns: ['Time (s)', 'Lowest', 'Highest'],
        rows: Array.from(envelope.lows, (low, index) => [
          rounded((index * envelope.samplesPerPoint) / sampleRateHz, 3),
          rounded(low, 4),
          rounded(envelope.highs[index], 4),
        ]),
      })}
    />
  );
}

function largest({ lows, highs }: Envelope): number {
  let peak = 0;
  for (let point = 0; point < lows.length; point++) peak = Math.max(peak, -lows[point], highs[point]);
  return peak;
}

function cutRegions(startS: number, endS: number, durationS: number, palette: Palette): Partial<Shape>[] {
  const region = (x0: number, x1: number): Partial<Shape> => ({
    type: 'rect',
    x0,
    x1,
    yref: 'paper',
    y0: 0,
    y1: 1,
    fillcolor: palette.muted,
    opacity: 0.2,
    line: { width: 0 },
  });
  return [...(startS > 0 ? [region(0, startS)] : []), ...(endS < durationS ? [region(endS, durationS)] : [])];
}

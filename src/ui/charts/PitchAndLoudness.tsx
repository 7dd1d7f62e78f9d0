import type { Data, Layout } from 'plotly.js';
import { type Ref, useMemo } from 'react';
import { Chart } from './Chart.tsx';
import type { CursorHandle } from './cursor.ts';
import { TIME_MARGIN } from './layout.ts';
import { usePalette } from './palette.ts';
import { rounded } from './tableOfNumbers.ts';

export interface PitchAndLoudnessProps {
  /** Hz per frame; NaN where there is no voice. */
  f0Hz: Float32Array;
  /** Root mean square per frame, full scale 1. */
  rms: Float32Array;
  frameS: number;
  onSeek?: ((timeS: number) => void) | undefined;
  ref?: Ref<CursorHandle>;
}

/** How high the voice is over time, with how loud it is behind it. */
export function PitchAndLoudness({ f0Hz, rms, frameS, onSeek, ref }: PitchAndLoudnessProps) {
  const palette = usePalette();
  const data = useMemo((): Data[] => {
    const x = Array.from(rms, (_, frame) => frame * frameS);
    return [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'Loudness (RMS)',
        x,
        y: rms,
        yaxis: 'y2',
        fill: 'tozeroy',
        fillcolor: palette.grid,
        line: { color: palette.muted, width: 1 },
        hovertemplate: '%{y:.3f}<extra>Loudness</extra>',
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: 'Pitch (F0)',
        x,
        y: Array.from(f0Hz, (hz) => (Number.isNaN(hz) ? null : hz)),
        connectgaps: false,
        line: { color: palette.accent, width: 2 },
        hovertemplate: '%{y:.0f} Hz<extra>Pitch</extra>',
      },
    ];
  }, [f0Hz, rms, frameS, palette]);

  const layout = useMemo(
    (): Partial<Layout> => ({
      hovermode: 'x',
      margin: { ...TIME_MARGIN, t: 28 },
      xaxis: { title: { text: 'Time (s)' }, range: [0, rms.length * frameS], showgrid: false },
      yaxis: { automargin: false, title: { text: 'Pitch (Hz)' }, rangemode: 'tozero', fixedrange: true },
      yaxis2: {
        title: {
          text: 'Loudness (RMS)',
          standoff: 10,
          font: { family: palette.fontFamily, size: 12, color: palette.inkSoft },
        },
        overlaying: 'y',
        side: 'right',
        rangemode: 'tozero',
        showgrid: false,
        fixedrange: true,
        ticks: '',
        nticks: 4,
      },
    }),
    [rms, frameS, palette],
  );

  const voiced = f0Hz.reduce((count, hz) => count + (Number.isNaN(hz) ? 0 : 1), 0);
  return (
    <Chart
      ref={ref}
      title="Pitch and loudness"
      label={pitchWords(f0Hz, voiced)}
      data={data}
      layout={layout}
      height={200}
      onPick={onSeek}
      table={() => ({
        caption: 'Pitch and loudness over time',
        columns: ['Time (s)', 'Pitch (Hz)', 'Loudness (RMS)'],
        rows: Array.from(rms, (loudness, frame) => [
          rounded(frame * frameS, 3),
          Number.isNaN(f0Hz[frame]) ? '–' : rounded(f0Hz[frame], 1),
          rounded(loudness, 4),
        ]),
      })}
    />
  );
}

function pitchWords(f0Hz: Float32Array, voiced: number): string {
  if (voiced === 0) return 'Pitch and loudness over time. No voice was found.';
  const heard = f0Hz.filter((hz) => !Number.isNaN(hz)).sort();
  const [low, middle, high] = [0.05, 0.5, 0.95].map((share) =>
    Math.round(heard[Math.floor(share * (voiced - 1))]),
  );
  return `Pitch and loudness over time. Voiced ${Math.round((100 * voiced) / f0Hz.length)} % of the time, mostly from ${low} to ${high} Hz, median ${middle} Hz.`;
}

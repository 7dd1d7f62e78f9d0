import type { Data, Layout } from 'plotly.js';
import { type Ref, useMemo } from 'react';
import type { FeatureMatrix } from '../../core/frontend/matrix.ts';
import { bandTicks, formatHz } from './bandTicks.ts';
import { Chart } from './Chart.tsx';
import type { CursorHandle } from './cursor.ts';
import { TIME_MARGIN } from './layout.ts';
import { type Palette, usePalette } from './palette.ts';
import { type PooledFrames, poolFrames } from './poolFrames.ts';
import { rounded, type TableOfNumbers } from './tableOfNumbers.ts';

export interface HeatmapProps {
  kind: 'mel' | 'mfcc';
  /** frames × coefficients. */
  matrix: FeatureMatrix;
  /** Seconds from one frame to the next; frame 0 is centred on 0 s. */
  frameS: number;
  /** For 'mel': the bands' centres in Hz, lowest first. Memoise it: the plot is drawn again when it changes. */
  bandHz?: ArrayLike<number>;
  title?: string;
  height?: number;
  ref?: Ref<CursorHandle>;
}

/** A kind of picture in words. */
interface Wording {
  title: string;
  rows: string;
  yTitle: string;
  valueTitle: string;
}

const WORDING: Record<HeatmapProps['kind'], Wording> = {
  mel: {
    title: 'Log-mel spectrogram',
    rows: 'bands',
    yTitle: 'Mel band centre (Hz)',
    valueTitle: 'Level (dB)',
  },
  mfcc: { title: 'MFCCs', rows: 'coefficients', yTitle: 'Coefficient', valueTitle: 'Value' },
};

/** Columns drawn at most: about as many as there are pixels. */
const MAX_COLUMNS = 1500;

/** A feature matrix as a picture: time to the right, bands or coefficients upwards, in Cividis. */
export function Heatmap({ kind, matrix, frameS, bandHz, title, height = 260, ref }: HeatmapProps) {
  const palette = usePalette();
  const words = WORDING[kind];
  const pooled = useMemo(() => poolFrames(matrix, MAX_COLUMNS), [matrix]);
  const data = useMemo(
    (): Data[] => [traceOf(pooled, frameS, bandHz, words.valueTitle, palette)],
    [pooled, frameS, bandHz, words, palette],
  );
  const layout = useMemo(
    (): Partial<Layout> => ({
      margin: TIME_MARGIN,
      xaxis: {
        title: { text: 'Time (s)' },
        // From the first frame's centre to the last one's: the axis of the waveform above.
        range: [0, Math.max(1, matrix.frames - 1) * frameS],
        showgrid: false,
        zeroline: false,
      },
      yaxis: {
        automargin: false,
        title: { text: words.yTitle },
        range: [-0.5, matrix.coefficients - 0.5],
        showgrid: false,
        zeroline: false,
        ...(bandHz ? bandTicks(bandHz) : {}),
      },
    }),
    [matrix, frameS, bandHz, words],
  );
  const durationS = (matrix.frames * frameS).toFixed(2);
  return (
    <Chart
      ref={ref}
      title={title ?? words.title}
      label={`${words.title}: ${matrix.frames} frames over ${durationS} seconds, ${matrix.coefficients} ${words.rows}.`}
      data={data}
      layout={layout}
      height={height}
      table={() => tableOf(pooled, frameS, bandHz, `${words.title}: ${words.valueTitle}`)}
    />
  );
}

function traceOf(
  { matrix, framesPerRow, firstFrame }: PooledFrames,
  frameS: number,
  bandHz: ArrayLike<number> | undefined,
  valueTitle: string,
  palette: Palette,
): Data {
  const { frames, coefficients } = matrix;
  const rows: Float32Array[] = [];
  for (let coefficient = 0; coefficient < coefficients; coefficient++) {
    const row = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) row[frame] = matrix.data[frame * coefficients + coefficient];
    rows.push(row);
  }
  return {
    type: 'heatmap',
    z: rows as unknown as number[][],
    x0: firstFrame * frameS,
    dx: framesPerRow * frameS,
    y0: 0,
    dy: 1,
    // One hover text per band, the same in every frame.
    ...(bandHz
      ? { customdata: rows.map((_, band) => new Array(frames).fill(formatHz(bandHz[band]))) as never }
      : {}),
    hovertemplate: `%{x:.2f} s, ${bandHz ? '%{customdata}' : 'coefficient %{y}'}: %{z:.1f}<extra></extra>`,
    colorscale: 'Cividis',
    colorbar: {
      title: { text: valueTitle, side: 'right', font: { size: 12, color: palette.inkSoft } },
      thickness: 10,
      x: 1,
      xpad: 8,
      len: 1,
      lenmode: 'fraction',
      ypad: 0,
      outlinewidth: 0,
      tickfont: { size: 11, color: palette.inkSoft },
    },
  };
}

function tableOf(
  { matrix, framesPerRow, firstFrame }: PooledFrames,
  frameS: number,
  bandHz: ArrayLike<number> | undefined,
  caption: string,
): TableOfNumbers {
  const rowNames = Array.from({ length: matrix.coefficients }, (_, row) =>
    bandHz ? formatHz(bandHz[row]) : `c${row}`,
  );
  return {
    caption: framesPerRow > 1 ? `${caption}, means of ${framesPerRow} frames` : caption,
    columns: [
      'Time (s)',
      ...rowNames.map((name, row) => `${name}${rowNames.indexOf(name) === row ? '' : ` (${row})`}`),
    ],
    rows: Array.from({ length: matrix.frames }, (_, row) => [
      ((firstFrame + row * framesPerRow) * frameS).toFixed(3),
      ...Array.from(
        matrix.data.subarray(row * matrix.coefficients, (row + 1) * matrix.coefficients),
        (value) => rounded(value, 2),
      ),
    ]),
  };
}

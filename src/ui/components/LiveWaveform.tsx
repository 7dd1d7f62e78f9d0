import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTheme } from '../theme/useTheme.ts';
import './LiveWaveform.css';

export interface LiveWaveformHandle {
  /** Appends samples in −1…1 at the right end. */
  push(samples: Float32Array): void;
  clear(): void;
}

export interface LiveWaveformProps {
  label: string;
  sampleRateHz: number;
  /** Seconds across the picture. */
  spanS?: number;
  /** CSS pixels. */
  height?: number;
  ref?: Ref<LiveWaveformHandle>;
}

/** Columns across, whatever the width: one is the envelope of spanS / COLUMNS seconds. */
const COLUMNS = 480;

/**
 * The last seconds of sound, newest at the right. Fed through its ref; paints at most once a frame and
 * only when fed, and React never renders per frame.
 */
export function LiveWaveform({ label, sampleRateHz, spanS = 6, height = 96, ref }: LiveWaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const handle = useRef<LiveWaveformHandle | null>(null);
  const { theme } = useTheme();

  useImperativeHandle(
    ref,
    () => ({
      push: (samples) => handle.current?.push(samples),
      clear: () => handle.current?.clear(),
    }),
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the CSS variables say
  useEffect(() => {
    if (!canvas.current) return;
    const painter = startPainter(canvas.current, Math.max(1, Math.round((sampleRateHz * spanS) / COLUMNS)));
    handle.current = painter;
    return painter.stop;
  }, [sampleRateHz, spanS, theme]);

  return <canvas ref={canvas} className="live-wave" style={{ height }} role="img" aria-label={label} />;
}

function startPainter(canvas: HTMLCanvasElement, samplesPerColumn: number) {
  const lows = new Float32Array(COLUMNS);
  const highs = new Float32Array(COLUMNS);
  const style = getComputedStyle(canvas);
  const wave = style.getPropertyValue('--accent');
  const line = style.getPropertyValue('--line');
  /** Ring: the column being filled; the one after it is the oldest. */
  let head = 0;
  let inColumn = 0;
  let frame = 0;

  const paint = () => {
    frame = 0;
    const context = canvas.getContext('2d');
    if (!context) return;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * ratio);
    const height = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.clearRect(0, 0, width, height);
    const middle = height / 2;
    context.fillStyle = line;
    context.fillRect(0, Math.round(middle), width, Math.max(1, Math.round(ratio)));
    context.fillStyle = wave;
    const columnWidth = width / COLUMNS;
    for (let column = 0; column < COLUMNS; column++) {
      const from = (head + 1 + column) % COLUMNS;
      const tall = Math.max(0, (highs[from] - lows[from]) * middle);
      if (tall > 0)
        context.fillRect(
          column * columnWidth,
          middle - highs[from] * middle,
          columnWidth,
          Math.max(ratio, tall),
        );
    }
  };
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const observer = new ResizeObserver(schedule);
  observer.observe(canvas);

  return {
    push(samples: Float32Array) {
      for (let index = 0; index < samples.length; index++) {
        if (inColumn === samplesPerColumn) {
          head = (head + 1) % COLUMNS;
          lows[head] = 0;
          highs[head] = 0;
          inColumn = 0;
        }
        const sample = samples[index];
        if (sample < lows[head]) lows[head] = sample;
        if (sample > highs[head]) highs[head] = sample;
        inColumn += 1;
      }
      schedule();
    },
    clear() {
      lows.fill(0);
      highs.fill(0);
      schedule();
    },
    stop() {
      cancelAnimationFrame(frame);
      observer.disconnect();
    },
  };
}

import type { Data, Layout, PlotlyHTMLElement } from 'plotly.js';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ChartTable } from './ChartTable.tsx';
import { type CursorHandle, useCursor } from './cursor.ts';
import { drawInTurn } from './drawQueue.ts';
import { CHART_CONFIG, themedLayout } from './layout.ts';
import { usePalette } from './palette.ts';
import { loadPlotly, type Plotly } from './plotly.ts';
import type { TableOfNumbers } from './tableOfNumbers.ts';
import './Chart.css';

export interface ChartProps {
  /** What is seen, as a sentence: it stands above the chart. */
  title?: string;
  /** What a screen reader says in place of the picture. */
  label: string;
  /** Memoise both: the plot is drawn again when either changes. */
  data: Data[];
  layout: Partial<Layout>;
  /** CSS pixels. */
  height?: number;
  /** Keep the user's zoom when the data change, for curves that grow. */
  keepZoom?: boolean;
  /** The same numbers; made only when asked for. */
  table: () => TableOfNumbers;
  /** A click or tap on the plot, by its x. */
  onPick?: ((x: number) => void) | undefined;
  ref?: Ref<CursorHandle> | undefined;
}

/** A Plotly plot in the house's clothes, with the same numbers as a table one click away. */
export function Chart({
  title,
  label,
  data,
  layout,
  height = 300,
  keepZoom = false,
  table,
  onPick,
  ref,
}: ChartProps) {
  const palette = usePalette();
  const plot = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const plotly = useRef<Plotly | null>(null);
  const [status, setStatus] = useState<'loading' | 'drawn' | 'failed'>('loading');
  const [zoomed, setZoomed] = useState(false);
  /** Plotly keeps the user's zoom for as long as this stays the same. */
  const [zoomRevision, setZoomRevision] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const cursor = useCursor(plot, line);
  const { refresh } = cursor;

  useImperativeHandle(ref, () => ({ setCursor: cursor.set }), [cursor.set]);

  useEffect(() => {
    let current = true;
    const draw = async () => {
      try {
        if (!current) return;
        plotly.current = await loadPlotly();
        if (!current || !plot.current) return;
        const uirevision = keepZoom ? `kept ${zoomRevision}` : undefined;
        await plotly.current.react(
          plot.current,
          data,
          { ...themedLayout(layout, palette, height), ...(uirevision ? { uirevision } : {}) },
          CHART_CONFIG,
        );
      } catch (error) {
        console.error('A chart could not be drawn.', error);
        if (current) setStatus('failed');
        return;
      }
      if (!current) return;
      setStatus('drawn');
      if (!keepZoom) setZoomed(false);
      refresh();
    };
    drawInTurn(draw);
    return () => {
      current = false;
    };
  }, [data, layout, palette, height, keepZoom, zoomRevision, refresh]);

  // Once drawn, the element carries Plotly's own events.
  useEffect(() => {
    const element = plot.current as PlotlyHTMLElement | null;
    if (status !== 'drawn' || !element) return;
    element.on('plotly_relayout', (change) => {
      const keys = Object.keys(change);
      if (keys.some((key) => key.includes('.range'))) setZoomed(true);
      if (keys.some((key) => key.includes('.autorange'))) setZoomed(false);
      refresh();
    });
    const observer = new ResizeObserver(() => {
      // A hidden plot has no size to take.
      if (element.offsetWidth === 0) return;
      plotly.current?.Plots.resize(element);
      refresh();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      element.removeAllListeners('plotly_relayout');
    };
  }, [status, refresh]);

  useEffect(() => {
    const element = plot.current as PlotlyHTMLElement | null;
    if (status !== 'drawn' || !element || !onPick) return;
    element.on('plotly_click', ({ points }) => onPick(Number(points[0].x)));
    return () => element.removeAllListeners('plotly_click');
  }, [status, onPick]);

  useEffect(() => {
    const element = plot.current;
    return () => {
      if (element) plotly.current?.purge(element);
    };
  }, []);

  const resetZoom = () => {
    setZoomRevision(zoomRevision + 1);
    setZoomed(false);
  };

  return (
    <figure className="chart">
      {title && <figcaption className="chart__title">{title}</figcaption>}
      <div className="chart__frame" hidden={asTable} style={{ height }}>
        <div ref={plot} className="chart__plot" role="img" aria-label={label} />
        <div ref={line} className="chart__cursor" hidden />
        {status === 'loading' && <p className="chart__status">Drawing…</p>}
        {status === 'failed' && (
          <p className="chart__status" role="alert">
            The chart could not be drawn. Its table still works; reload the page to try again.
          </p>
        )}
      </div>
      {asTable && <ChartTable table={table()} maxHeight={height} />}
      <div className="chart__foot">
        {zoomed && !asTable && (
          <Button variant="quiet" size="small" onClick={resetZoom}>
            Reset zoom
          </Button>
        )}
        <Button variant="quiet" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
    </figure>
  );
}

import { type RefObject, useCallback, useRef } from 'react';

/** The parts of a drawn plot a cursor needs. Plotly has no public way from data to pixels. */
interface DrawnPlot extends HTMLElement {
  _fullLayout?: {
    xaxis: { _offset: number; _length: number; l2p(value: number): number };
    yaxis: { _offset: number; _length: number };
  };
}

export interface CursorHandle {
  /** Puts a vertical line at x (seconds on a time axis); null takes it away. Cheap enough for every frame. */
  setCursor(x: number | null): void;
}

export interface Cursor {
  /** Moves the line to an x value, or hides it. Touches one element's transform; nothing is plotted again. */
  set(x: number | null): void;
  /** Puts it right again after the plot was drawn, zoomed or resized. */
  refresh(): void;
}

/** A vertical line over a plot's x axis, as a DOM element of its own. */
export function useCursor(
  plot: RefObject<HTMLDivElement | null>,
  line: RefObject<HTMLDivElement | null>,
): Cursor {
  const shownX = useRef<number | null>(null);

  const refresh = useCallback(() => {
    const element = line.current;
    const drawn = (plot.current as DrawnPlot | null)?._fullLayout;
    if (!element) return;
    const x = shownX.current;
    const offsetPx = x === null || !drawn ? -1 : drawn.xaxis.l2p(x);
    const visible = drawn !== undefined && offsetPx >= 0 && offsetPx <= drawn.xaxis._length;
    element.hidden = !visible;
    if (!visible) return;
    element.style.transform = `translateX(${drawn.xaxis._offset + offsetPx}px)`;
    element.style.top = `${drawn.yaxis._offset}px`;
    element.style.height = `${drawn.yaxis._length}px`;
  }, [plot, line]);

  const set = useCallback(
    (x: number | null) => {
      shownX.current = x;
      refresh();
    },
    [refresh],
  );

  return { set, refresh };
}

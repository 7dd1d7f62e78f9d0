import type { Config, Layout, LayoutAxis } from 'plotly.js';
import type { Palette } from './palette.ts';

/** No mode bar: the chart's own buttons stand below it, where keyboard and screen reader find them. */
export const CHART_CONFIG: Partial<Config> = {
  displayModeBar: false,
  displaylogo: false,
  doubleClick: 'reset',
  showTips: false,
};

/**
 * Margins shared by the pictures of one clip, so that their time axes stand under one another: room for the
 * widest tick labels at the left and for a colour bar at the right.
 */
export const TIME_MARGIN = { l: 64, r: 84, t: 12, b: 40 };

/** The house look under a chart's own layout. */
export function themedLayout(own: Partial<Layout>, palette: Palette, height: number): Partial<Layout> {
  const touch = window.matchMedia('(pointer: coarse)').matches;
  return {
    autosize: true,
    height,
    // A finger across a chart scrolls the page.
    dragmode: touch ? false : 'zoom',
    margin: { l: 56, r: 16, t: 12, b: 36 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: palette.fontFamily, size: 12, color: palette.inkSoft },
    hoverlabel: {
      bgcolor: palette.card,
      bordercolor: palette.lineStrong,
      font: { family: palette.fontFamily, size: 12, color: palette.ink },
      align: 'left',
    },
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1,
      yanchor: 'bottom',
      font: { color: palette.ink },
    },
    ...own,
    xaxis: themedAxis(own.xaxis, palette),
    yaxis: themedAxis(own.yaxis, palette),
  };
}

function themedAxis(own: Partial<LayoutAxis> | undefined, palette: Palette): Partial<LayoutAxis> {
  return {
    gridcolor: palette.grid,
    linecolor: palette.line,
    zerolinecolor: palette.line,
    ticks: '',
    automargin: true,
    ...own,
    // Plotly writes into the range when the user zooms; the chart's own must stay as it was.
    ...(own?.range ? { range: [...own.range] } : {}),
    title: {
      standoff: 10,
      font: { family: palette.fontFamily, size: 12, color: palette.inkSoft },
      ...(typeof own?.title === 'object' ? own.title : {}),
    },
  };
}

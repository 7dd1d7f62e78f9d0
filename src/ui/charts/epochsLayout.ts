import type { Layout } from 'plotly.js';
import type { RunMeasure } from './runComparison.ts';

/** What a value is multiplied by to be shown: a UAR is shown in percent. */
export function scaleOf(measure: RunMeasure): number {
  return measure === 'validationUar' ? 100 : 1;
}

/** Axes for one measure of runs over epochs. */
export function epochsLayout(measure: RunMeasure, lastEpoch: number): Partial<Layout> {
  return {
    xaxis: {
      title: { text: 'Epoch' },
      range: [0.5, lastEpoch + 0.5],
      tickformat: 'd',
      // Plotly would set ticks between epochs.
      ...(lastEpoch <= 10 ? { dtick: 1 } : {}),
      automargin: false,
      showgrid: false,
    },
    yaxis: {
      title: { text: measure === 'validationUar' ? 'Validation UAR (%)' : 'Training loss' },
      automargin: false,
      zeroline: false,
    },
  };
}

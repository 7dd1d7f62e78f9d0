import './plotly.css';

export type Plotly = typeof import('plotly.js');

let loading: Promise<Plotly> | null = null;

/** The chart library, fetched when the first chart is shown. A failed fetch is tried again by the next chart. */
export function loadPlotly(): Promise<Plotly> {
  forbidInjectedStyles();
  loading ??= import('plotly.js/dist/plotly-cartesian.min.js').then(
    (module) => module.default,
    (error) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/**
 * Plotly writes a style element at load, which the page's CSP blocks. An element of this id and class is
 * its documented way to be told not to (plotly.js src/lib/dom.js, addRelatedStyleRule); plotly.css has the rules.
 */
function forbidInjectedStyles(): void {
  const id = 'plotly.js-style-global';
  if (document.getElementById(id)) return;
  const marker = document.createElement('meta');
  marker.id = id;
  marker.className = 'no-inline-styles';
  document.head.append(marker);
}

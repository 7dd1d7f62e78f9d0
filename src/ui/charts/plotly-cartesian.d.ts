/** plotly.js ships this bundle without types; it is the library cut down to cartesian traces. */
declare module 'plotly.js/dist/plotly-cartesian.min.js' {
  const Plotly: typeof import('plotly.js');
  export default Plotly;
}

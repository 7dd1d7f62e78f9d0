/** The training kernels' functions. All pointers are byte offsets into the backend's memory; ./assembly says what each does. */
export interface KernelCalls {
  clear(at: number, bytes: number): void;
  pixelOffsets(to: number, height: number, width: number, rowStep: number, pixelStep: number): void;
  placeImage(
    from: number,
    fromPitch: number,
    height: number,
    width: number,
    pixelBytes: number,
    to: number,
    pitch: number,
    pixelStep: number,
  ): void;
  packPanels(from: number, rows: number, columns: number, to: number): void;
  packTurnedPanels(from: number, taps: number, inChannels: number, outChannels: number, to: number): void;
  unpackPanels(from: number, groups: number, stored: number, used: number, columns: number, to: number): void;
  convolve(
    x: number,
    offsets: number,
    pixels: number,
    panels: number,
    y: number,
    outChannels: number,
    rows: number,
    rowSpan: number,
    pitch: number,
  ): void;
  correlate(
    x: number,
    offsets: number,
    pixels: number,
    taps: number,
    weights: number,
    dy: number,
    dyStep: number,
    dyPitch: number,
    panels: number,
    sums: number,
  ): void;
  patchTransform(
    x: number,
    pitch: number,
    tileRows: number,
    tileColumns: number,
    channels: number,
    to: number,
  ): void;
  filterTransform(from: number, panels: number, rows: number, to: number): void;
  tileProducts(
    patches: number,
    offsets: number,
    tiles: number,
    inChannels: number,
    filters: number,
    outChannels: number,
    to: number,
  ): void;
  outputTransform(
    from: number,
    tileRows: number,
    tileColumns: number,
    channels: number,
    y: number,
    height: number,
    width: number,
  ): void;
  gradientTransform(
    dy: number,
    pitch: number,
    tileRows: number,
    tileColumns: number,
    channels: number,
    to: number,
  ): void;
  tileCorrelations(
    patches: number,
    offsets: number,
    tiles: number,
    inChannels: number,
    taps: number,
    weights: number,
    gradients: number,
    panels: number,
    sums: number,
  ): void;
  filterGradient(from: number, panels: number, rows: number, to: number): void;
  maxPool(x: number, y: number, ...geometry: PoolGeometry): void;
  maxPoolGrad(x: number, y: number, dy: number, dx: number, adds: number, ...geometry: PoolGeometry): void;
  biasRelu(x: number, bias: number, y: number, rows: number, channels: number): void;
  biasReluGrad(y: number, dy: number, dx: number, rows: number, channels: number, sums: number): void;
  sumPixels(x: number, pixels: number, channels: number, sums: number): void;
  spreadPixels(dy: number, dx: number, images: number, pixels: number, channels: number, share: number): void;
  moments(x: number, rows: number, channels: number, shift: number, sums: number, squares: number): void;
  extremes(
    x: number,
    scale: number,
    out: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
  ): void;
  scaleRelu(x: number, y: number, rows: number, channels: number, scale: number, shift: number): void;
  gradientSums(
    x: number,
    dy: number,
    rows: number,
    channels: number,
    scale: number,
    shift: number,
    mean: number,
    sums: number,
    products: number,
  ): void;
  normGradient(
    x: number,
    extreme: number,
    dy: number,
    dx: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    lines: number,
  ): void;
  adamw(
    parameter: number,
    gradient: number,
    first: number,
    second: number,
    count: number,
    kept: number,
    stepSize: number,
    rootCorrection: number,
    beta1: number,
    newShare1: number,
    beta2: number,
    newShare2: number,
    epsilon: number,
    gradientScale: number,
  ): void;
  accumulate(average: number, value: number, count: number, share: number): void;
  sumOfSquares(values: number, count: number): number;
}

/** Images, height, width, channels, out height and width, window height and width, steps down and right, top, left. */
export type PoolGeometry = [
  images: number,
  height: number,
  width: number,
  channels: number,
  outHeight: number,
  outWidth: number,
  windowHeight: number,
  windowWidth: number,
  stepY: number,
  stepX: number,
  top: number,
  left: number,
];

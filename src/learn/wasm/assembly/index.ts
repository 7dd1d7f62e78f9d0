/** The training kernels' exports: plain functions over pointers into the memory of tfjs's wasm backend. */
import { accumulate, adamw, sumOfSquares } from './adamw.ts';
import { spreadPixels, sumPixels } from './average.ts';
import { biasRelu, biasReluGrad } from './biasRelu.ts';
import { convolve } from './convolve.ts';
import { correlate } from './correlate.ts';
import { clear, packPanels, packTurnedPanels, pixelOffsets, placeImage, unpackPanels } from './layout.ts';
import { extremes, gradientSums, moments, scaleRelu } from './norm.ts';
import { normGradient } from './normGradient.ts';
import { maxPool, maxPoolGrad } from './pool.ts';
import { filterTransform, outputTransform, patchTransform, tileProducts } from './winograd.ts';
import { filterGradient, gradientTransform, tileCorrelations } from './winogradGradient.ts';

export {
  accumulate,
  adamw,
  biasRelu,
  biasReluGrad,
  clear,
  convolve,
  correlate,
  extremes,
  filterGradient,
  filterTransform,
  gradientSums,
  gradientTransform,
  maxPool,
  maxPoolGrad,
  moments,
  normGradient,
  outputTransform,
  packPanels,
  packTurnedPanels,
  patchTransform,
  pixelOffsets,
  placeImage,
  scaleRelu,
  spreadPixels,
  sumOfSquares,
  sumPixels,
  tileCorrelations,
  tileProducts,
  unpackPanels,
};

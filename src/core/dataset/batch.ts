import type { FeatureMatrix } from '../frontend/matrix.ts';
import type { Random } from './random.ts';
import type { Scaler } from './scaler.ts';

/**
 * One clip's input to the network: a picture of frames × windowRows, a row for each MFCC and, after them, for each
 * measure's column. MFCCs, deltas and delta-deltas have a channel each; measures are in the first and zero in others.
 */
export interface WindowShape {
  frames: number;
  nMfcc: number;
  /** 1 + deltas. */
  channels: number;
  /** Columns of all measures. */
  measures: number;
}

/** Rows of the picture, MFCCs and measures. */
export function windowRows({ nMfcc, measures }: WindowShape): number {
  return nMfcc + measures;
}

/** Numbers in one clip's input. */
export function windowSize(shape: WindowShape): number {
  return shape.frames * windowRows(shape) * shape.channels;
}

/**
 * First frame of the part of a clip that the network sees. Negative where the clip is shorter than the window, which
 * puts it in the middle with padding on both sides.
 * @param random draws the place of a longer clip's crop; without it the crop is the middle.
 */
export function cropStart(clipFrames: number, windowFrames: number, random?: Random): number {
  const spare = clipFrames - windowFrames;
  if (spare > 0 && random) return random.below(spare + 1);
  return Math.floor(spare / 2);
}

/**
 * First frames of the evenly spaced crops over which a prediction is averaged: one, in the middle, for a clip that
 * fits the window; two for up to twice the window; at most `most` for anything longer.
 */
export function cropStarts(clipFrames: number, windowFrames: number, most = 3): number[] {
  const count = Math.min(most, Math.ceil(clipFrames / windowFrames));
  if (count <= 1) return [cropStart(clipFrames, windowFrames)];
  const spare = clipFrames - windowFrames;
  return Array.from({ length: count }, (_, i) => Math.round((i * spare) / (count - 1)));
}

/** Where each coefficient of a clip's frame stands in a frame of the window, [windowRows, channels]. */
export function coefficientPlaces({ nMfcc, channels, measures }: WindowShape): Int32Array {
  const cepstral = nMfcc * channels;
  return Int32Array.from({ length: cepstral + measures }, (_, c) =>
    c < cepstral ? (c % nMfcc) * channels + Math.floor(c / nMfcc) : (c - cepstral + nMfcc) * channels,
  );
}

/** @throws RangeError if the clip's coefficients are not nMfcc × channels + measures */
export function checkCoefficients(clip: FeatureMatrix, { nMfcc, channels, measures }: WindowShape): void {
  const coefficients = nMfcc * channels + measures;
  if (clip.coefficients === coefficients) return;
  throw new RangeError(`The clip has ${clip.coefficients} coefficients; the network takes ${coefficients}.`);
}

/**
 * Writes one clip's scaled window into `target` from `offset` on, as [frames, windowRows, channels], row-major.
 * Frames outside the clip are zero, the mean of scaled features.
 * @param start first frame of the clip to show, as from `cropStart`; may be negative
 * @throws RangeError if the clip's coefficients are not nMfcc × channels + measures
 */
export function fillWindow(
  target: Float32Array,
  offset: number,
  clip: FeatureMatrix,
  start: number,
  scaler: Scaler,
  shape: WindowShape,
): void {
  checkCoefficients(clip, shape);
  const frameSize = windowRows(shape) * shape.channels;
  target.fill(0, offset, offset + windowSize(shape));
  const first = Math.max(0, -start);
  const end = Math.min(shape.frames, clip.frames - start);
  const rows = clip.data.subarray((start + first) * clip.coefficients, (start + end) * clip.coefficients);
  scaleFrames(target, offset + first * frameSize, rows, scaler, shape);
}

/**
 * Writes a clip's frames, scaled, as frames of a window.
 * @param frames [n, coefficients], row-major
 * @param target takes [n, windowRows, channels] from `offset` on; places that no coefficient has are left as they are
 */
export function scaleFrames(
  target: Float32Array,
  offset: number,
  frames: Float32Array,
  { mean, std }: Scaler,
  shape: WindowShape,
): void {
  const frameSize = windowRows(shape) * shape.channels;
  const places = coefficientPlaces(shape);
  const coefficients = places.length;
  for (let read = 0, write = offset; read < frames.length; read += coefficients, write += frameSize) {
    for (let c = 0; c < coefficients; c++) target[write + places[c]] = (frames[read + c] - mean[c]) / std[c];
  }
}

/**
 * Targets with label smoothing, [labels, classes]: 1 − ε + ε/K for the true class, ε/K for each other.
 * Source: Szegedy et al. 2016, "Rethinking the Inception architecture", section 7.
 */
export function smoothedTargets(labels: readonly number[], classes: number, smoothing: number): Float32Array {
  const targets = new Float32Array(labels.length * classes).fill(smoothing / classes);
  labels.forEach((label, i) => {
    targets[i * classes + label] += 1 - smoothing;
  });
  return targets;
}

/**
 * Weights that let every class count alike in the loss: clips / (classes present × clips of the class); 0 for absent classes.
 * Source: scikit-learn's compute_class_weight('balanced').
 */
export function balancedClassWeights(labels: readonly number[], classes: number): Float32Array {
  const counts = new Float32Array(classes);
  for (const label of labels) counts[label]++;
  const present = counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0);
  return counts.map((count) => (count > 0 ? labels.length / (present * count) : 0));
}

/** How far two features are apart. */
import type { Matrix } from './matrix.ts';

/** How a feature's difference is taken. */
export type Measure = 'dB' | 'relative';

/** Values below this share of the clip's largest are measured against that share: they are rounding and nothing else. */
const RELATIVE_FLOOR = 1e-10;

/**
 * The difference of two values of a clip's feature: |ours − theirs| for 'dB'; for 'relative',
 * |ours − theirs| / max(|theirs|, 1e-10 · largest |theirs| of the clip). Infinity where either is no number.
 */
function differenceTo({ data }: Matrix, measure: Measure): (ours: number, i: number) => number {
  const floor = measure === 'relative' ? RELATIVE_FLOOR * largestMagnitude(data) : 1;
  return (ours, i) => {
    const difference = Math.abs(ours - data[i]);
    if (difference === 0) return 0;
    const result = measure === 'relative' ? difference / Math.max(Math.abs(data[i]), floor) : difference;
    return Number.isNaN(result) ? Infinity : result;
  };
}

function largestMagnitude(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  return largest;
}

/** Largest differences over a clip's values; Infinity where shapes differ. */
export interface Differences {
  /** From librosa as it is: it computes in float32 for the most part. */
  ours: number;
  /** From librosa made to compute in float64. */
  oursToFloat64: number;
  /** From whichever of the two, or of the feature's alternatives, is nearest, value by value. */
  oursToNearest: number;
  /** librosa's own rounding: as it is, from float64. */
  librosaRounding: number;
}

export function differencesOf(
  ours: Matrix,
  librosa: { float32: Matrix; float64: Matrix; alternatives: Matrix[] },
  measure: Measure,
): Differences {
  const { float32, float64, alternatives } = librosa;
  const worst: Differences = { ours: 0, oursToFloat64: 0, oursToNearest: 0, librosaRounding: 0 };
  if (![float32, float64, ...alternatives].every((matrix) => sameShape(ours, matrix))) {
    return { ours: Infinity, oursToFloat64: Infinity, oursToNearest: Infinity, librosaRounding: Infinity };
  }
  const from32 = differenceTo(float32, measure);
  const from64 = differenceTo(float64, measure);
  const fromOthers = alternatives.map((matrix) => differenceTo(matrix, measure));
  for (let i = 0; i < ours.data.length; i++) {
    const [to32, to64] = [from32(ours.data[i], i), from64(ours.data[i], i)];
    worst.ours = Math.max(worst.ours, to32);
    worst.oursToFloat64 = Math.max(worst.oursToFloat64, to64);
    let toNearest = Math.min(to32, to64);
    for (const from of fromOthers) toNearest = Math.min(toNearest, from(ours.data[i], i));
    worst.oursToNearest = Math.max(worst.oursToNearest, toNearest);
    worst.librosaRounding = Math.max(worst.librosaRounding, from64(float32.data[i], i));
  }
  return worst;
}

const sameShape = (a: Matrix, b: Matrix) => a.columns === b.columns && a.data.length === b.data.length;

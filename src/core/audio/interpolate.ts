import { dot, roundUpToFour } from '../dsp/dot.ts';
import type { PolyphaseTable } from '../kernel/resampler.ts';
import { kaiserSinc, type LowPassSpec } from './kaiser.ts';

/** Up to this many positions between two input samples are tabled exactly. */
const MOST_EXACT_PHASES = 2048;

/**
 * The filter's weights at every phase of an output between two input samples. With more than 2048 phases the table holds
 * 2048 rows and neighbouring rows are mixed linearly, an error below −110 dB.
 * Source: Crochiere & Rabiner 1983, "Multirate Digital Signal Processing", ch. 4; Smith, "Digital Audio Resampling".
 * @param spec the filter, in cycles per input sample. @param phases, step the rates' ratio out : in, in lowest terms.
 */
export function polyphaseTable(spec: LowPassSpec, phases: number, step: number): PolyphaseTable {
  const { halfWidth, at } = kaiserSinc(spec);
  const taps = roundUpToFour(2 * Math.ceil(halfWidth));
  const rows = Math.min(phases, MOST_EXACT_PHASES);
  // One row more than phases, for mixing: the row at the next whole sample.
  const weights = new Float64Array((rows + 1) * taps);
  for (let row = 0; row <= rows; row++) {
    fillRow(weights.subarray(row * taps, (row + 1) * taps), row / rows, at);
  }
  return { weights, taps, rows, phases, step };
}

/** Weights of the samples from taps/2 − 1 before the position's whole part to taps/2 after it; they sum to 1. */
function fillRow(row: Float64Array, offset: number, at: (samples: number) => number): void {
  let sum = 0;
  for (let k = 0; k < row.length; k++) {
    row[k] = at(k - (row.length / 2 - 1) - offset);
    sum += row[k];
  }
  for (let k = 0; k < row.length; k++) row[k] /= sum;
}

/** Reads a signal at evenly spaced, fractional positions: position j is j·step/phases input samples from the start. */
export class Interpolator {
  /** Zeros the input must have before and after the signal. */
  readonly reach: number;

  constructor(private readonly table: PolyphaseTable) {
    this.reach = table.taps / 2;
  }

  /** Fills `out` from `padded`, whose sample 0 stands at index `reach` and which has `reach` zeros after its last. */
  apply(padded: Float64Array, out: Float32Array): void {
    const { phases, step, rows, taps, weights } = this.table;
    const exact = rows === phases;
    let whole = 0;
    let phase = 0;
    for (let j = 0; j < out.length; j++) {
      const first = whole + 1;
      if (exact) {
        out[j] = dot(weights, phase * taps, padded, first, taps);
      } else {
        const position = (phase / phases) * rows;
        const row = Math.floor(position);
        const mix = position - row;
        const here = dot(weights, row * taps, padded, first, taps);
        const next = dot(weights, (row + 1) * taps, padded, first, taps);
        out[j] = here + mix * (next - here);
      }
      phase += step;
      const carry = Math.floor(phase / phases);
      whole += carry;
      phase -= carry * phases;
    }
  }
}

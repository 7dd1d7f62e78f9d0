import { dot, roundUpToFour } from '../dsp/dot.ts';
import { kaiserSinc, type LowPassSpec } from './kaiser.ts';

/** Up to this many positions between two input samples are tabled exactly. */
const MOST_EXACT_PHASES = 2048;

/**
 * Reads a signal at evenly spaced, fractional positions: position j is j·step/phases input samples from the start.
 * Each position's weights are one row of a polyphase table of the filter. With more than 2048 phases the table holds 2048
 * and neighbouring rows are mixed linearly, an error below −110 dB.
 * Source: Crochiere & Rabiner 1983, "Multirate Digital Signal Processing", ch. 4; Smith, "Digital Audio Resampling".
 */
export class Interpolator {
  /** Zeros the input must have before and after the signal. */
  readonly reach: number;
  private readonly taps: number;
  private readonly rows: number;
  private readonly table: Float64Array;

  /** @param spec the filter, in cycles per input sample. @param phases, step the rates' ratio out : in, in lowest terms. */
  constructor(
    spec: LowPassSpec,
    private readonly phases: number,
    private readonly step: number,
  ) {
    const kernel = kaiserSinc(spec);
    this.taps = roundUpToFour(2 * Math.ceil(kernel.halfWidth));
    this.reach = this.taps / 2;
    this.rows = Math.min(phases, MOST_EXACT_PHASES);
    // One row more than phases, for mixing: the row at the next whole sample.
    this.table = new Float64Array((this.rows + 1) * this.taps);
    for (let row = 0; row <= this.rows; row++) this.fillRow(row, kernel.at);
  }

  /** Weights of the samples from reach − 1 before the position's whole part to reach after it; they sum to 1. */
  private fillRow(row: number, at: (samples: number) => number): void {
    const weights = this.table.subarray(row * this.taps, (row + 1) * this.taps);
    let sum = 0;
    for (let k = 0; k < this.taps; k++) {
      weights[k] = at(k - (this.reach - 1) - row / this.rows);
      sum += weights[k];
    }
    for (let k = 0; k < this.taps; k++) weights[k] /= sum;
  }

  /** Fills `out` from `padded`, whose sample 0 stands at index `reach` and which has `reach` zeros after its last. */
  apply(padded: Float64Array, out: Float32Array): void {
    const { phases, step, rows, taps, table } = this;
    const exact = rows === phases;
    let whole = 0;
    let phase = 0;
    for (let j = 0; j < out.length; j++) {
      const first = whole + 1;
      if (exact) {
        out[j] = dot(table, phase * taps, padded, first, taps);
      } else {
        const position = (phase / phases) * rows;
        const row = Math.floor(position);
        const mix = position - row;
        const here = dot(table, row * taps, padded, first, taps);
        const next = dot(table, (row + 1) * taps, padded, first, taps);
        out[j] = here + mix * (next - here);
      }
      phase += step;
      const carry = Math.floor(phase / phases);
      whole += carry;
      phase -= carry * phases;
    }
  }
}

import { ComplexFft } from '../fft.ts';
import { frameCount } from '../stft.ts';
import { type F0Options, type PeriodRange, periodRange } from './options.ts';

/**
 * YIN's cumulative mean normalised difference of a signal's frames: near 0 at a period of the sound, near 1 elsewhere.
 * With r the autocorrelation of a frame's samples x,
 *
 *     d(τ)  = 2·(r(0) − r(τ)) − Σ x(m)² over m < τ
 *     d′(τ) = d(τ) / mean of d(1) … d(τ)
 *
 * Source: librosa 0.11, core/pitch.py, `_cumulative_mean_normalized_difference`. Unlike de Cheveigné & Kawahara (2002,
 * JASA 111), librosa's d does not subtract the energy of the frame's last τ samples: d′ leans upwards with τ, and
 * becomes negative where a sound fades.
 */
export class NormalisedDifference {
  readonly periods: PeriodRange;
  /** Values of a curve: d′ at every period, from the shortest to the longest. */
  readonly length: number;
  private readonly frameSamples: number;
  private readonly hopSamples: number;
  private readonly fft: ComplexFft;
  /** Two frames at a time: one complex FFT transforms two real sequences. */
  private readonly left: Float64Array;
  private readonly right: Float64Array;
  /** [τ]: Σ x(m)² over m < τ, of the two frames. */
  private readonly leftHead: Float64Array;
  private readonly rightHead: Float64Array;
  private readonly curve: Float64Array;

  /** @throws RangeError when the options contradict each other. */
  constructor(options: F0Options) {
    this.periods = periodRange(options);
    this.length = this.periods.maxPeriod - this.periods.minPeriod + 1;
    this.frameSamples = options.frameSamples;
    this.hopSamples = options.hopSamples;
    const lags = this.periods.maxPeriod + 1;
    // Zeros enough behind the frame that no lag in use wraps around.
    const size = 2 ** Math.ceil(Math.log2(options.frameSamples + lags));
    this.fft = new ComplexFft(size);
    this.left = new Float64Array(size);
    this.right = new Float64Array(size);
    this.leftHead = new Float64Array(lags);
    this.rightHead = new Float64Array(lags);
    this.curve = new Float64Array(this.length);
  }

  /**
   * Calls `visit` with each frame's curve, in order. The array is the same every time: what is to be kept must be copied.
   * Frame t is centred on sample t·hop, for 1 + floor(samples/hop) frames; samples beyond the signal's ends are zero.
   * @throws RangeError when a sample is not a finite number.
   */
  forEachFrame(signal: Float32Array, visit: (curve: Float64Array, frame: number) => void): void {
    const { left, right, leftHead, rightHead, curve } = this;
    const frames = frameCount(signal.length, this.hopSamples);
    for (let frame = 0; frame < frames; frame += 2) {
      const leftEnergy = this.load(signal, frame, left, leftHead);
      const rightEnergy = this.load(signal, frame + 1, right, rightHead);
      if (leftEnergy > 0 || rightEnergy > 0) this.autocorrelate();
      this.normalise(left, leftHead, leftEnergy);
      visit(curve, frame);
      if (frame + 1 === frames) return;
      this.normalise(right, rightHead, rightEnergy);
      visit(curve, frame + 1);
    }
  }

  /**
   * A frame scaled to unit energy, and the energies of its beginnings; returns the energy it had.
   * d′ doesn't depend on scale, and so a faint frame is not lost in the rounding errors of the one beside it.
   */
  private load(signal: Float32Array, index: number, frame: Float64Array, head: Float64Array): number {
    const start = index * this.hopSamples - this.frameSamples / 2;
    const from = Math.max(0, -start);
    const to = Math.max(from, Math.min(this.frameSamples, signal.length - start));
    let energy = 0;
    for (let n = from; n < to; n++) energy += signal[start + n] * signal[start + n];
    if (!Number.isFinite(energy)) {
      throw new RangeError(
        'F0 cannot be found: the signal has samples that are not numbers (NaN or infinity).',
      );
    }
    const scale = energy > 0 ? 1 / Math.sqrt(energy) : 0;
    frame.fill(0);
    for (let n = from; n < to; n++) frame[n] = signal[start + n] * scale;
    let sum = 0;
    for (let lag = 0; lag < head.length; lag++) {
      head[lag] = sum;
      sum += frame[lag] * frame[lag];
    }
    // librosa 0.11 sets this term to 0, for it overwrites the sums' first value before it subtracts them.
    head[1] = 0;
    return energy;
  }

  /** Turns both loaded frames into their autocorrelations, 4·size times as large. */
  private autocorrelate(): void {
    const { fft, left, right } = this;
    fft.transform(left, right);
    left[0] = 4 * left[0] * left[0];
    right[0] = 4 * right[0] * right[0];
    for (let k = 1, j = fft.size - 1; k <= j; k++, j--) {
      // A real sequence's spectrum is conjugate-symmetric, which tells the two spectra apart; these are 4·|X|².
      const leftPower = (left[k] + left[j]) ** 2 + (right[k] - right[j]) ** 2;
      const rightPower = (right[k] + right[j]) ** 2 + (left[k] - left[j]) ** 2;
      left[k] = leftPower;
      left[j] = leftPower;
      right[k] = rightPower;
      right[j] = rightPower;
    }
    // Of real and symmetric sequences the transform is its own inverse times the size, and real again.
    fft.transform(left, right);
  }

  private normalise(autocorrelation: Float64Array, head: Float64Array, energy: number): void {
    const { curve, fft } = this;
    if (energy === 0) {
      // Nothing but the other frame's rounding errors.
      curve.fill(0);
      return;
    }
    const { minPeriod, maxPeriod } = this.periods;
    const scale = 2 / (4 * fft.size);
    let sum = 0;
    for (let lag = 1; lag <= maxPeriod; lag++) {
      const difference = scale * (autocorrelation[0] - autocorrelation[lag]) - head[lag];
      sum += difference;
      if (lag >= minPeriod) curve[lag - minPeriod] = difference / (sum / lag);
    }
  }
}

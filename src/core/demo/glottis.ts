import type { Random } from '../dataset/random.ts';

/** How the vocal folds move, for one clip. */
export interface Phonation {
  /** Share of the period in which the glottis is open, 0.3…0.9. Higher is laxer. */
  openQuotient: number;
  /** How far the source lies below a modal voice at 3 kHz, in dB, 0 or more. Higher is softer. */
  tiltDb: number;
  /** SD of the period, as a share of it; 0.005 is healthy. */
  jitter: number;
  /** SD of the pulse amplitude, as a share of it; 0.03 is healthy. */
  shimmer: number;
  /** 0…1: how much every second pulse is late and weak (creaky voice). */
  creak: number;
}

const TILT_REFERENCE_HZ = 3000;

/**
 * The voice source: the derivative of the glottal flow, one sample at a time. Excitation at closure is −1 × amplitude.
 * Source: the KLGLOTT88 pulse with its open quotient, tilt and diplophonia, Klatt & Klatt 1990,
 * "Analysis, synthesis, and perception of voice quality variations", JASA 87. The jump at closure is
 * smoothed by polyBLEP (Välimäki & Huovilainen 2007) so that pulses between samples do not alias.
 */
export class Glottis {
  private readonly lowPass: number;
  private lowPassed = 0;
  /** Samples since the folds opened, and the current period's length and scale. */
  private time = 0;
  private period = 0;
  private amplitude = 1;
  private late = false;
  /** Whether the folds were apart at the last sample: aspiration noise follows it. */
  open = false;

  constructor(
    private readonly phonation: Phonation,
    private readonly sampleRateHz: number,
    private readonly random: Random,
  ) {
    this.lowPass = tiltPole(phonation.tiltDb, sampleRateHz);
  }

  /** The next sample. F0 is read once a period, when the folds open. */
  step(f0Hz: number): number {
    this.time += 1;
    if (this.time >= this.period) this.startPeriod(f0Hz);
    const openSamples = this.phonation.openQuotient * this.period;
    const sinceClosure = this.time - openSamples;
    this.open = sinceClosure < 0;
    let pulse = 0;
    if (this.open) {
      const x = this.time / openSamples;
      pulse = 2 * x - 3 * x * x;
      if (sinceClosure > -1) pulse += 0.5 * (1 + sinceClosure) ** 2;
    } else if (sinceClosure < 1) {
      pulse = -0.5 * (1 - sinceClosure) ** 2;
    }
    this.lowPassed += (1 - this.lowPass) * (this.amplitude * pulse - this.lowPassed);
    return this.lowPassed;
  }

  private startPeriod(f0Hz: number): void {
    const { jitter, shimmer, creak } = this.phonation;
    this.time -= this.period;
    const length = (1 + jitter * this.random.normal()) * (1 + (this.late ? 0.25 : -0.25) * creak);
    this.period = (this.sampleRateHz / f0Hz) * Math.max(0.5, length);
    this.amplitude = Math.max(0.1, (1 + shimmer * this.random.normal()) * (this.late ? 1 - 0.5 * creak : 1));
    this.late = !this.late;
  }
}

/** Pole of the one-pole low-pass, unity at 0 Hz, that is tiltDb down at 3 kHz: the root of |H|² = 10^(−tiltDb/10). */
function tiltPole(tiltDb: number, sampleRateHz: number): number {
  if (tiltDb <= 0) return 0;
  const power = 10 ** (-tiltDb / 10);
  const cosine = Math.cos((2 * Math.PI * TILT_REFERENCE_HZ) / sampleRateHz);
  const half = 1 - power * cosine;
  return (half - Math.sqrt(half * half - (1 - power) ** 2)) / (1 - power);
}

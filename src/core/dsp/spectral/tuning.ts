const LOWEST_HZ = 150;
const HIGHEST_HZ = 4000;
/** Peaks fainter than this share of their frame's strongest bin are passed over. */
const FAINTEST = 0.1;
/** A frequency of tuning 0, that of an A: 440 Hz four octaves down. */
const REFERENCE_HZ = 27.5;
const SEMITONES = 12;
/** Tunings told apart: steps of 0.01 from −0.5 to 0.5. */
const STEPS = 100;

/** Rounding to float32, wherever librosa stores one: a step's edge may hang on it. */
const f32 = Math.fround;

/**
 * librosa.estimate_tuning(S=power spectrogram) as librosa.feature.chroma_stft calls it: where between the semitones of
 * A = 440 Hz most of a clip's clear spectral peaks (150 to 4000 Hz) lie. Give it all frames, then ask.
 * Source: piptrack, estimate_tuning and pitch_tuning of librosa 0.11's core/pitch.py, whose peaks are parabolic
 * interpolations (Smith & Serra 1987, "PARSHL").
 * Where two tunings are equally frequent, or a frame is flat (a click, a single step of dither), librosa's answer hangs
 * on the rounding of its float32 spectrum and may be another: in 1 of 147 untrimmed clips of RAVDESS, CREMA-D and TESS.
 */
export class TuningEstimator {
  private readonly firstBin: number;
  private readonly endBin: number;
  private readonly hzPerBin: number;
  private pitchesHz: number[] = [];
  private magnitudes: number[] = [];

  constructor(options: { sampleRateHz: number; nFft: number }) {
    const { sampleRateHz, nFft } = options;
    // librosa infers the FFT size from the bins, and takes an odd one for the even one before.
    const bins = 1 + Math.floor(nFft / 2);
    this.hzPerBin = sampleRateHz / (2 * (bins - 1));
    const highestHz = Math.min(HIGHEST_HZ, sampleRateHz / 2);
    this.firstBin = Math.max(1, Math.ceil(LOWEST_HZ / this.hzPerBin));
    this.endBin = Math.min(bins - 1, Math.ceil(highestHz / this.hzPerBin));
  }

  /** Forgets the frames so far. */
  reset(): void {
    this.pitchesHz = [];
    this.magnitudes = [];
  }

  /** Takes in the peaks of one frame's |X[k]|². */
  add(power: Float64Array): void {
    const { firstBin, endBin, hzPerBin } = this;
    let strongest = 0;
    for (let k = 0; k < power.length; k++) strongest = Math.max(strongest, power[k]);
    const faintest = FAINTEST * strongest;
    for (let k = firstBin; k < endBin; k++) {
      if (!(power[k] > faintest)) continue;
      const before = f32(power[k - 1]);
      const here = f32(power[k]);
      const after = f32(power[k + 1]);
      if (!(here > before && here >= after)) continue;
      const curvature = f32(after + before) - 2 * here;
      const slope = f32(after - before) / 2;
      const shift = Math.abs(slope) >= Math.abs(curvature) ? 0 : f32(-slope / curvature);
      this.pitchesHz.push(f32((k + shift) * hzPerBin));
      this.magnitudes.push(f32(here + f32(f32(0.5 * slope) * shift)));
    }
  }

  /** @returns semitones above A = 440 Hz, −0.5 to 0.49 in steps of 0.01; 0 where there are no peaks. */
  estimate(): number {
    const { pitchesHz, magnitudes } = this;
    if (pitchesHz.length === 0) return 0;
    const threshold = median(magnitudes);
    const counts = new Uint32Array(STEPS);
    for (let i = 0; i < pitchesHz.length; i++) {
      if (magnitudes[i] < threshold) continue;
      const octaves = f32(Math.log2(f32(pitchesHz[i] / REFERENCE_HZ)));
      const semitones = f32(SEMITONES * octaves);
      const above = semitones - Math.floor(semitones);
      counts[stepOf(above >= 0.5 ? above - 1 : above)]++;
    }
    // The first of several equal peaks.
    return edge(counts.indexOf(counts.reduce((a, b) => Math.max(a, b))));
  }
}

/** Lower edge of a step, by numpy.linspace's arithmetic. */
function edge(step: number): number {
  return step * (1 / STEPS) - 0.5;
}

/** The step that holds a residual in −0.5 ≤ r < 0.5. */
function stepOf(residual: number): number {
  let step = Math.min(STEPS - 1, Math.floor((residual + 0.5) * STEPS));
  // The product may round to the wrong side of an edge.
  if (residual < edge(step)) step--;
  else if (step < STEPS - 1 && residual >= edge(step + 1)) step++;
  return step;
}

/** The middle value; of an even number, the mean of the middle two in float32. */
function median(values: number[]): number {
  const sorted = Float32Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : f32((sorted[half - 1] + sorted[half]) / 2);
}

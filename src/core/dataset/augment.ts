import type { FeatureMatrix } from '../frontend/matrix.ts';
import { type WindowShape, windowRows, windowSize } from './batch.ts';
import type { Random } from './random.ts';

/**
 * The clip spoken `rate` times as fast: frames / rate frames, linearly interpolated along time.
 * @param rate above 0; 1 returns the clip itself
 */
export function changeSpeed(clip: FeatureMatrix, rate: number): FeatureMatrix {
  const frames = Math.max(1, Math.round(clip.frames / rate));
  if (frames === clip.frames) return clip;
  const { coefficients, data } = clip;
  const out = new Float32Array(frames * coefficients);
  const step = frames > 1 ? (clip.frames - 1) / (frames - 1) : 0;
  for (let f = 0; f < frames; f++) {
    const position = f * step;
    const before = Math.min(Math.floor(position), clip.frames - 1);
    const after = Math.min(before + 1, clip.frames - 1);
    const share = position - before;
    for (let c = 0; c < coefficients; c++) {
      const low = data[before * coefficients + c];
      const high = data[after * coefficients + c];
      out[f * coefficients + c] = low + share * (high - low);
    }
  }
  return { frames, coefficients, data: out };
}

/** Widest masks of `maskWindow`, as shares of the window's frames and coefficients. */
const WIDEST_TIME_MASK = 0.12;
const WIDEST_COEFFICIENT_MASK = 0.15;
const TIME_MASKS = 2;

/**
 * SpecAugment without its time warp, lightly: two masks in time, one over coefficients, each of a width drawn from 0
 * to its widest and set to zero, the mean of scaled features. Works on the window at `offset`, in place.
 * Source: Park et al. 2019, "SpecAugment", section 2.
 */
export function maskWindow(batch: Float32Array, offset: number, shape: WindowShape, random: Random): void {
  const { frames, channels } = shape;
  const rows = windowRows(shape);
  const row = rows * channels;
  for (let i = 0; i < TIME_MASKS; i++) {
    const width = random.below(Math.floor(frames * WIDEST_TIME_MASK) + 1);
    const first = random.below(frames - width + 1);
    batch.fill(0, offset + first * row, offset + (first + width) * row);
  }
  const width = random.below(Math.floor(rows * WIDEST_COEFFICIENT_MASK) + 1);
  const first = random.below(rows - width + 1);
  for (let f = 0; f < frames; f++) {
    const start = offset + f * row + first * channels;
    batch.fill(0, start, start + width * channels);
  }
}

/**
 * Mixes each window of a batch and its targets with another window's, in place: λ of its own, 1 − λ of the partner's,
 * λ drawn from Beta(α, α) for each pair and at least ½, so that a window keeps its own label's majority.
 * @param windows [n, windowSize]; targets [n, classes]
 * Source: Zhang et al. 2018, "mixup", section 2; λ ≥ ½ as in Berthelot et al. 2019, "MixMatch", section 3.3.
 */
export function mixPairs(
  windows: Float32Array,
  targets: Float32Array,
  shape: WindowShape,
  classes: number,
  alpha: number,
  random: Random,
): void {
  const size = windowSize(shape);
  const count = windows.length / size;
  const partners = random.shuffle(Array.from({ length: count }, (_, i) => i));
  const ownWindows = windows.slice();
  const ownTargets = targets.slice();
  for (let i = 0; i < count; i++) {
    const drawn = symmetricBeta(alpha, random);
    const share = Math.max(drawn, 1 - drawn);
    mixInto(windows, ownWindows, i * size, partners[i] * size, size, share);
    mixInto(targets, ownTargets, i * classes, partners[i] * classes, classes, share);
  }
}

function mixInto(
  target: Float32Array,
  source: Float32Array,
  own: number,
  partner: number,
  size: number,
  share: number,
): void {
  for (let i = 0; i < size; i++)
    target[own + i] = share * source[own + i] + (1 - share) * source[partner + i];
}

/** A draw from Beta(α, α), α in (0, 1] or a little above. Source: Jöhnk 1964; Devroye 1986, chapter IX.3.5. */
export function symmetricBeta(alpha: number, random: Random): number {
  for (;;) {
    const x = random.uniform() ** (1 / alpha);
    const y = random.uniform() ** (1 / alpha);
    // Both may underflow to 0 at a very small α: draw again.
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}

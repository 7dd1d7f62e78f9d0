import type { Random } from './random.ts';

/** Widest masks of `drawMasks`, as shares of the window's frames and rows. */
const WIDEST_TIME_MASK = 0.12;
const WIDEST_ROW_MASK = 0.15;
const TIME_MASKS = 2;

/** A run of frames or rows that is hidden: set to zero, the mean of scaled features. */
export interface Mask {
  first: number;
  width: number;
}

/** What SpecAugment hides of one window. */
export interface WindowMasks {
  /** Of frames; they may overlap. */
  time: Mask[];
  /** Of rows, in all channels. */
  rows: Mask;
}

/**
 * Frames of a clip of `frames` when spoken `rate` times as fast, at least 1. Frame f of them lies at
 * f · (frames − 1) / (faster − 1) in the clip, so that both ends stay where they are.
 * @param rate above 0
 */
export function framesAtSpeed(frames: number, rate: number): number {
  return Math.max(1, Math.round(frames / rate));
}

/**
 * Masks as SpecAugment's without its time warp, lightly: two in time, one over rows, each of a width drawn from 0 to
 * its widest. Always takes six draws.
 * Source: Park et al. 2019, "SpecAugment", section 2.
 */
export function drawMasks(frames: number, rows: number, random: Random): WindowMasks {
  const time = Array.from({ length: TIME_MASKS }, () => drawMask(frames, WIDEST_TIME_MASK, random));
  return { time, rows: drawMask(rows, WIDEST_ROW_MASK, random) };
}

function drawMask(size: number, widest: number, random: Random): Mask {
  const width = random.below(Math.floor(size * widest) + 1);
  return { first: random.below(size - width + 1), width };
}

/** Which windows of a batch are mixed, and how: window i becomes λᵢ · own + (1 − λᵢ) · partner's. */
export interface Mix {
  /** [windows], a permutation: whose window is mixed into each. */
  partners: Int32Array;
  /** [windows], λ of each, ½…1. */
  shares: Float32Array;
}

/**
 * Pairs for mixup: a random partner for each window, λ drawn from Beta(α, α) for each pair and at least ½, so that a
 * window keeps its own label's majority.
 * @param alpha above 0
 * Source: Zhang et al. 2018, "mixup", section 2; λ ≥ ½ as in Berthelot et al. 2019, "MixMatch", section 3.3.
 */
export function drawMix(windows: number, alpha: number, random: Random): Mix {
  const partners = random.shuffle(Array.from({ length: windows }, (_, i) => i));
  const shares = Float32Array.from({ length: windows }, () => {
    const share = symmetricBeta(alpha, random);
    return Math.max(share, 1 - share);
  });
  return { partners: Int32Array.from(partners), shares };
}

/**
 * Mixes rows of `size` numbers in place, as `drawMix` has drawn.
 * @param rows [windows, size]
 */
export function mixRows(rows: Float32Array, size: number, { partners, shares }: Mix): void {
  const first = new Float32Array(size);
  const mixed = new Uint8Array(partners.length);
  // Along each cycle of the permutation a row is read as a partner right after it is written as itself, save the
  // cycle's first: one row set aside is room enough.
  for (let start = 0; start < partners.length; start++) {
    if (mixed[start]) continue;
    first.set(rows.subarray(start * size, (start + 1) * size));
    for (let row = start; !mixed[row]; row = partners[row]) {
      mixed[row] = 1;
      const partner = partners[row];
      const own = row * size;
      const other = partner === start ? first : rows.subarray(partner * size, (partner + 1) * size);
      const share = shares[row];
      const rest = 1 - share;
      for (let i = 0; i < size; i++) rows[own + i] = share * rows[own + i] + rest * other[i];
    }
  }
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

/**
 * Vocal-tract length perturbation: a clip as if spoken through a longer or shorter vocal tract, which shifts all formants by
 * one factor. On MFCCs that is a linear map: back to log-mel bands by the inverse DCT, bands moved along the frequency
 * axis, forward again.
 * Sources: Jaitly & Hinton 2013, "Vocal Tract Length Perturbation (VTLP) improves speech recognition"; Pitz & Ney 2005,
 * "Vocal tract normalization equals linear transformation in cepstral space".
 */
import { dctMatrix, lifterWeights } from '../dsp/dct.ts';
import { hzToMel, melFrequencies } from '../dsp/mel.ts';
import type { FrontEndConfig } from '../frontend/config.ts';
import type { Scaler } from './scaler.ts';

/** How many factors there are to draw from, spread evenly on a logarithmic scale; the middle one is 1. */
export const WARPS = 21;

/** Frequencies above this share of the highest are squeezed instead of moved out of the range (Jaitly & Hinton's F_hi). */
const KNEE = 0.6;

/**
 * Maps of scaled MFCCs to scaled MFCCs, one for each factor and channel (MFCC, delta, delta-delta): frame z becomes
 * matrix · z + offset.
 */
export interface Warps {
  /** [WARPS, channels, nMfcc, nMfcc] */
  matrices: Float64Array;
  /** [WARPS, channels, nMfcc] */
  offsets: Float64Array;
}

/**
 * @param strength largest factor is 1 + strength, smallest 1 / (1 + strength)
 * @param scale of the features before scaling; of it the MFCCs and their deltas are used
 */
export function makeWarps(frontEnd: FrontEndConfig, strength: number, { mean, std }: Scaler): Warps {
  const { nMfcc } = frontEnd;
  const channels = 1 + frontEnd.deltas;
  const matrices = new Float64Array(WARPS * channels * nMfcc * nMfcc);
  const offsets = new Float64Array(WARPS * channels * nMfcc);
  for (let w = 0; w < WARPS; w++) {
    const factor = (1 + strength) ** ((2 * w) / (WARPS - 1) - 1);
    const map = cepstralWarp(frontEnd, factor);
    for (let channel = 0; channel < channels; channel++) {
      const first = channel * nMfcc;
      for (let k = 0; k < nMfcc; k++) {
        const row = (w * channels + channel) * nMfcc + k;
        let moved = -mean[first + k];
        for (let j = 0; j < nMfcc; j++) {
          const weight = map[k * nMfcc + j];
          matrices[row * nMfcc + j] = (weight * std[first + j]) / std[first + k];
          moved += weight * mean[first + j];
        }
        offsets[row] = moved / std[first + k];
      }
    }
  }
  return { matrices, offsets };
}

/**
 * The map of MFCCs, nMfcc × nMfcc row-major, that moves all formants to `factor` times their frequency.
 * Bands beyond nMfcc's resolution count as smooth: higher cepstral coefficients as 0.
 */
export function cepstralWarp(frontEnd: FrontEndConfig, factor: number): Float64Array {
  const { nMfcc, nMels, lifter } = frontEnd;
  const dct = dctMatrix(nMfcc, nMels);
  const lifting = lifterWeights(nMfcc, lifter);
  const sources = bandSources(frontEnd, factor);
  const map = new Float64Array(nMfcc * nMfcc);
  for (let j = 0; j < nMfcc; j++) {
    // The log-mel spectrum of one coefficient, moved.
    const moved = sources.map((at) => {
      const low = Math.min(Math.floor(at), nMels - 2);
      const share = at - low;
      const [here, next] = [dct[j * nMels + low], dct[j * nMels + low + 1]];
      return here + share * (next - here);
    });
    for (let k = 0; k < nMfcc; k++) {
      let sum = 0;
      for (let band = 0; band < nMels; band++) sum += dct[k * nMels + band] * moved[band];
      // A lifter may make a coefficient 0: nothing is known of it.
      map[k * nMfcc + j] = lifting[j] === 0 ? 0 : (sum * lifting[k]) / lifting[j];
    }
  }
  return map;
}

/** For each band, where among the bands of the unwarped spectrum its energy comes from; 0 … nMels − 1. */
function bandSources({ nMels, fMinHz, fMaxHz, melScale }: FrontEndConfig, factor: number): Float64Array {
  const edges = melFrequencies(nMels + 2, fMinHz, fMaxHz, melScale);
  const lowest = hzToMel(edges[1], melScale);
  const step = (hzToMel(edges[nMels], melScale) - lowest) / (nMels - 1);
  // Up to the knee frequencies are divided by the factor; from there a line leads to the highest, which stays.
  const knee = KNEE * fMaxHz * Math.min(factor, 1);
  const kneeSource = knee / factor;
  return Float64Array.from({ length: nMels }, (_, band) => {
    const hz = edges[band + 1];
    const source =
      hz <= knee ? hz / factor : fMaxHz - ((fMaxHz - kneeSource) * (fMaxHz - hz)) / (fMaxHz - knee);
    const at = (hzToMel(source, melScale) - lowest) / step;
    return Math.min(Math.max(at, 0), nMels - 1);
  });
}

/**
 * Warps the MFCCs and deltas of a frame in place.
 * @param at where the frame begins; channels of a row lie side by side
 * @param scratch of nMfcc numbers
 */
export function warpFrame(
  windows: Float32Array,
  at: number,
  warps: Warps,
  warp: number,
  channels: number,
  scratch: Float64Array,
): void {
  const nMfcc = scratch.length;
  const { matrices, offsets } = warps;
  for (let channel = 0; channel < channels; channel++) {
    const first = at + channel;
    for (let k = 0; k < nMfcc; k++) scratch[k] = windows[first + k * channels];
    let row = (warp * channels + channel) * nMfcc;
    let k = 0;
    // Four rows at once, in double precision: 2.5 times as fast as one by one in single.
    for (; k + 4 <= nMfcc; k += 4, row += 4) {
      let [a, b, c, d] = [offsets[row], offsets[row + 1], offsets[row + 2], offsets[row + 3]];
      const ofA = row * nMfcc;
      const ofB = ofA + nMfcc;
      const ofC = ofB + nMfcc;
      const ofD = ofC + nMfcc;
      for (let j = 0; j < nMfcc; j++) {
        const x = scratch[j];
        a += matrices[ofA + j] * x;
        b += matrices[ofB + j] * x;
        c += matrices[ofC + j] * x;
        d += matrices[ofD + j] * x;
      }
      const to = first + k * channels;
      windows[to] = a;
      windows[to + channels] = b;
      windows[to + 2 * channels] = c;
      windows[to + 3 * channels] = d;
    }
    for (; k < nMfcc; k++, row++) {
      let sum = offsets[row];
      for (let j = 0; j < nMfcc; j++) sum += matrices[row * nMfcc + j] * scratch[j];
      windows[first + k * channels] = sum;
    }
  }
}

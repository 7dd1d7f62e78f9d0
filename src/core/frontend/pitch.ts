import type { F0Options } from '../dsp/f0/options.ts';
import { Pyin } from '../dsp/f0/pyin.ts';
import type { FrontEndConfig } from './config.ts';

/** The range of voices: a deep man's low notes to an excited child's. */
const LOWEST_HZ = 65;
const HIGHEST_HZ = 500;
/** A frame holds at least four periods of the lowest pitch. */
const FRAME_S = 0.064;
/** Where semitones count from, an A: below every pitch looked for, so that 0 is left for unvoiced frames. */
export const REFERENCE_HZ = 55;

type FrameSettings = Pick<FrontEndConfig, 'sampleRateHz' | 'hopSamples'>;

/** How the front end looks for pitch. */
export function pitchOptions({ sampleRateHz, hopSamples }: FrameSettings): F0Options {
  return {
    sampleRateHz,
    fMinHz: LOWEST_HZ,
    fMaxHz: HIGHEST_HZ,
    frameSamples: 2 ** Math.ceil(Math.log2(FRAME_S * sampleRateHz)),
    hopSamples,
  };
}

/** pYIN on the front end's frames: t·hop, as many as the MFCCs (or one more where nFft is odd). */
export function pitchTracker(frontEnd: FrameSettings): Pyin {
  return new Pyin(pitchOptions(frontEnd));
}

/** What a clip without any voiced frame gets: a pitch between men's and women's. */
export const MIDDLING_HZ = 150;

/**
 * Semitones above 55 Hz throughout: unvoiced stretches get the straight line from the pitch before to the pitch after them,
 * the beginning and the end the nearest pitch.
 * Source: Ghahremani et al. 2014, "A pitch extraction algorithm tuned for automatic speech recognition", section 1 (a
 * continuous pitch serves acoustic models better than one with holes).
 *
 * @param f0Hz a value per frame; NaN where unvoiced
 */
export function pitchContour(f0Hz: Float64Array): Float64Array {
  const contour = f0Hz.map((hz) => (Number.isNaN(hz) ? Number.NaN : semitones(hz)));
  let before = -1;
  for (let f = 0; f < contour.length; f++) {
    if (Number.isNaN(contour[f])) continue;
    if (before < 0) contour.fill(contour[f], 0, f);
    for (let gap = before + 1; before >= 0 && gap < f; gap++)
      contour[gap] = contour[before] + ((contour[f] - contour[before]) * (gap - before)) / (f - before);
    before = f;
  }
  return before < 0 ? contour.fill(semitones(MIDDLING_HZ)) : contour.fill(contour[before], before + 1);
}

/** Semitones above 55 Hz; 0 where there is no pitch (NaN). */
export function semitones(f0Hz: number): number {
  return Number.isNaN(f0Hz) ? 0 : 12 * Math.log2(f0Hz / REFERENCE_HZ);
}

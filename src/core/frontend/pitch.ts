import { Pyin } from '../dsp/f0/pyin.ts';
import type { FrontEndConfig } from './config.ts';

/** The range of voices: a deep man's low notes to an excited child's. */
const LOWEST_HZ = 65;
const HIGHEST_HZ = 500;
/** A frame holds at least four periods of the lowest pitch. */
const FRAME_S = 0.064;
/** Where semitones count from, an A: below every pitch looked for, so that 0 is left for unvoiced frames. */
const REFERENCE_HZ = 55;

/** pYIN on the front end's frames: t·hop, as many as the MFCCs (or one more where nFft is odd). */
export function pitchTracker({ sampleRateHz, hopSamples }: FrontEndConfig): Pyin {
  return new Pyin({
    sampleRateHz,
    fMinHz: LOWEST_HZ,
    fMaxHz: HIGHEST_HZ,
    frameSamples: 2 ** Math.ceil(Math.log2(FRAME_S * sampleRateHz)),
    hopSamples,
  });
}

/** Semitones above 55 Hz; 0 where there is no pitch (NaN). */
export function semitones(f0Hz: number): number {
  return Number.isNaN(f0Hz) ? 0 : 12 * Math.log2(f0Hz / REFERENCE_HZ);
}

import { CHROMA_BINS } from '../dsp/spectral/chroma.ts';

/**
 * What a frame can hold besides MFCCs and deltas, each centred on t·hop as they are, each as librosa 0.11 computes it
 * with frame_length = nFft:
 * - rms: loudness, root mean square of the samples.
 * - zcr: zero-crossing rate, a share of the samples.
 * - centroid, bandwidth, rolloff (85 %): of the magnitude spectrum, in Hz.
 * - flatness: geometric over arithmetic mean of the power spectrum, 0…1.
 * - chroma: strength of the twelve pitch classes C to B, the strongest 1; tuning is estimated for each clip.
 * - f0: pYIN's fundamental frequency in semitones above 55 Hz (0 where unvoiced), and the probability that it is voiced.
 * - pitch: the same two, the frequency drawn through unvoiced stretches (see pitchContour), so that it has a mean and a
 *   spread that tell of the voice and the way it is used.
 * Model cards say the same in the words of measure-definitions.
 */
export type Measure =
  | 'rms'
  | 'zcr'
  | 'centroid'
  | 'bandwidth'
  | 'rolloff'
  | 'flatness'
  | 'chroma'
  | 'f0'
  | 'pitch';

/** Columns of each measure, in the order in which they stand in a row, whatever order a config names them in. */
const COLUMNS: Record<Measure, number> = {
  rms: 1,
  zcr: 1,
  centroid: 1,
  bandwidth: 1,
  rolloff: 1,
  flatness: 1,
  chroma: CHROMA_BINS,
  f0: 2,
  pitch: 2,
};

/** All measures, in the order of their columns. */
export const MEASURES = Object.keys(COLUMNS) as readonly Measure[];

/** Columns that the measures take together. */
export function measureColumns(measures: readonly Measure[]): number {
  return measures.reduce((sum, measure) => sum + COLUMNS[measure], 0);
}

/** First column of each measure asked for, `start` for the first of them. */
export function columnsByMeasure(measures: readonly Measure[], start: number): Map<Measure, number> {
  const places = new Map<Measure, number>();
  let column = start;
  for (const measure of MEASURES) {
    if (!measures.includes(measure)) continue;
    places.set(measure, column);
    column += COLUMNS[measure];
  }
  return places;
}

/** What is compared, how, and how close is close enough. */
import type { Measure } from './compare.ts';

export interface Feature {
  name: string;
  measure: Measure;
  bar: number;
  /** What reference.py computes in float64 besides, which is as right where rounding decides. */
  alternatives: string[];
}

const DB_BAR = 1e-3;
const RELATIVE_BAR = 1e-4;

const inDb = (name: string): Feature => ({ name, measure: 'dB', bar: DB_BAR, alternatives: [] });
const relative = (name: string, alternatives: string[] = []): Feature => ({
  name,
  measure: 'relative',
  bar: RELATIVE_BAR,
  alternatives,
});

export const FEATURES: Feature[] = [
  relative('STFT power'),
  relative('mel filters, slaney'),
  relative('mel filters, htk'),
  relative('mel spectrogram, slaney'),
  relative('mel spectrogram, htk'),
  inDb('log-mel, ref 1, top_db 80'),
  inDb('log-mel, ref max, top_db 80'),
  inDb('log-mel, ref 1, no top_db'),
  inDb('log-mel, ref max, amin 1e-5, no top_db'),
  ...[13, 20, 40].flatMap((n) => [0, 22].map((lifter) => inDb(`MFCC, n_mfcc ${n}, lifter ${lifter}`))),
  inDb('delta'),
  inDb('delta-delta'),
  relative('RMS'),
  relative('zero-crossing rate'),
  relative('spectral centroid'),
  relative('spectral bandwidth'),
  relative('spectral roll-off', ['spectral roll-off, low', 'spectral roll-off, high']),
  relative('spectral flatness'),
  relative('chroma_stft, tuning 0'),
  relative('chroma_stft'),
];

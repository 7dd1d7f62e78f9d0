/**
 * Everything that decides how PCM becomes features: plain JSON, saved with every model.
 * The numbers mean what librosa's parameters of the same name mean.
 */
export interface FrontEndConfig {
  /** PCM is resampled to this rate first. */
  sampleRateHz: number;
  /** Leading and trailing parts more than this far below the loudest frame are cut (librosa.effects.trim's top_db); null keeps all. */
  trimDb: number | null;
  /** 'rms' scales the trimmed clip to an RMS of 0.1, so that recording level says nothing; 'none' keeps the level. */
  level: 'rms' | 'none';
  nFft: number;
  /** Hann window, centred in nFft samples. */
  winSamples: number;
  hopSamples: number;
  nMels: number;
  fMinHz: number;
  fMaxHz: number;
  melScale: 'slaney' | 'htk';
  /** power_to_db's top_db; null for none. */
  topDb: number | null;
  nMfcc: number;
  /** librosa.feature.mfcc's lifter; 0 for none. */
  lifter: number;
  /** 0: MFCC alone; 1: with deltas; 2: with deltas and delta-deltas (librosa.feature.delta, width 9, mode 'interp' or 'nearest' for clips under 9 frames). */
  deltas: 0 | 1 | 2;
}

/** Intone's own: 16 kHz, 25 ms window, 10 ms hop. */
export const INTONE_FRONT_END: FrontEndConfig = {
  sampleRateHz: 16000,
  trimDb: 30,
  level: 'rms',
  nFft: 512,
  winSamples: 400,
  hopSamples: 160,
  nMels: 64,
  fMinHz: 20,
  fMaxHz: 8000,
  melScale: 'slaney',
  topDb: 80,
  nMfcc: 40,
  lifter: 0,
  deltas: 0,
};

/** What `librosa.load` and `librosa.feature.mfcc` do when told nothing but n_mfcc = 40. */
export const LIBROSA_FRONT_END: FrontEndConfig = {
  sampleRateHz: 22050,
  trimDb: null,
  level: 'none',
  nFft: 2048,
  winSamples: 2048,
  hopSamples: 512,
  nMels: 128,
  fMinHz: 0,
  fMaxHz: 11025,
  melScale: 'slaney',
  topDb: 80,
  nMfcc: 40,
  lifter: 0,
  deltas: 0,
};

/** Coefficients per frame: MFCCs, then deltas, then delta-deltas. */
export function coefficientsOf(config: FrontEndConfig): number {
  return config.nMfcc * (1 + config.deltas);
}

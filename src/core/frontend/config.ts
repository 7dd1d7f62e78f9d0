import { type Measure, measureColumns } from './measures.ts';

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
  /** Any whole number, as in librosa; see RealFft for which are fast. */
  nFft: number;
  /** Hann window, centred in nFft samples. */
  winSamples: number;
  /** May be longer than the window, as in librosa. */
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
  /** power_to_db's ref: the power that is 0 dB, or 'max' for the clip's loudest. */
  dbReference: number | 'max';
  /** power_to_db's amin: fainter powers count as this. */
  dbFloor: number;
  /** Further columns of each frame, after MFCCs and deltas; they stand in the order of MEASURES. */
  measures: Measure[];
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
  dbReference: 1,
  dbFloor: 1e-10,
  measures: [],
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
  dbReference: 1,
  dbFloor: 1e-10,
  measures: [],
};

/** Columns of a frame: MFCCs, then deltas, then delta-deltas, then measures. */
export function coefficientsOf(config: FrontEndConfig): number {
  return cepstralColumns(config) + measureColumns(config.measures);
}

/** Columns of MFCCs and their deltas: the first of a measure comes after them. */
export function cepstralColumns(config: Pick<FrontEndConfig, 'nMfcc' | 'deltas'>): number {
  return config.nMfcc * (1 + config.deltas);
}

/** Settings that the first version of Intone did not have. */
type LaterSetting = 'dbReference' | 'dbFloor' | 'measures';

/** A FrontEndConfig as this or an earlier version saved it. */
export type SavedFrontEnd = Omit<FrontEndConfig, LaterSetting> & Partial<Pick<FrontEndConfig, LaterSetting>>;

/**
 * A saved config with the settings that came after its version, such that it makes the features it made then.
 * It checks nothing: validateFrontEnd does.
 */
export function upgradeFrontEnd(saved: SavedFrontEnd): FrontEndConfig {
  const { dbReference = 1, dbFloor = 1e-10, measures = [] } = saved;
  return { ...saved, dbReference, dbFloor, measures };
}

/** The settings compared: what librosa does when told nothing, Intone's own, and odd ones that are legal all the same. */
import { type FrontEndConfig, INTONE_FRONT_END, LIBROSA_FRONT_END } from '../../src/core/frontend/config.ts';

export interface PitchSettings {
  fMinHz: number;
  fMaxHz: number;
  frameSamples: number;
}

export interface ParityPreset {
  name: string;
  /** Features are of the signal as it is, so there is neither trimming nor levelling. */
  config: FrontEndConfig;
  /** Where F0 is compared as well; it takes librosa most of the command's time. */
  pitch: PitchSettings | null;
}

const TELEPHONE: FrontEndConfig = {
  ...INTONE_FRONT_END,
  sampleRateHz: 8000,
  nFft: 256,
  winSamples: 256,
  hopSamples: 64,
  nMels: 26,
  fMinHz: 100,
  fMaxHz: 3800,
  melScale: 'htk',
};

const HTK: FrontEndConfig = {
  ...INTONE_FRONT_END,
  nFft: 1024,
  winSamples: 800,
  hopSamples: 200,
  nMels: 40,
  fMinHz: 0,
  melScale: 'htk',
};

const TESS_RATE: FrontEndConfig = {
  ...INTONE_FRONT_END,
  sampleRateHz: 24_414,
  nFft: 1200,
  winSamples: 1001,
  hopSamples: 300,
  nMels: 96,
  fMinHz: 50,
  fMaxHz: 10_000,
};

const ODD: FrontEndConfig = { ...INTONE_FRONT_END, nFft: 801, winSamples: 600, hopSamples: 700, nMels: 48 };

export const PRESETS: ParityPreset[] = [
  {
    name: 'librosa',
    config: LIBROSA_FRONT_END,
    pitch: { fMinHz: 65, fMaxHz: 2093, frameSamples: 2048 },
  },
  { name: 'intone', config: INTONE_FRONT_END, pitch: { fMinHz: 65, fMaxHz: 500, frameSamples: 1024 } },
  {
    name: 'n_fft 400',
    config: { ...INTONE_FRONT_END, nFft: 400, nMels: 80, fMinHz: 0 },
    pitch: null,
  },
  { name: 'htk', config: HTK, pitch: null },
  { name: 'telephone', config: TELEPHONE, pitch: null },
  { name: 'TESS rate', config: TESS_RATE, pitch: null },
  { name: 'odd n_fft', config: ODD, pitch: null },
];

/** A preset's settings in librosa's words. */
export function settingsOf({ config }: ParityPreset): string {
  const { sampleRateHz, nFft, winSamples, hopSamples, nMels, fMinHz, fMaxHz, melScale } = config;
  return `${sampleRateHz} Hz, n_fft ${nFft}, win_length ${winSamples}, hop_length ${hopSamples}, ${nMels} mels from ${fMinHz} to ${fMaxHz} Hz, ${melScale}`;
}

/** What the columns of each measure hold, in words that let one compute them elsewhere: for model cards. */
import type { FrontEndConfig } from './config.ts';
import type { Measure } from './measures.ts';
import { MIDDLING_HZ, pitchOptions, REFERENCE_HZ } from './pitch.ts';

type FrameSettings = Pick<FrontEndConfig, 'sampleRateHz' | 'hopSamples'>;

const DEFINITIONS: Record<Measure, (frontEnd: FrameSettings) => string> = {
  rms: () => 'root mean square of the samples (librosa.feature.rms, frame_length = n_fft)',
  zcr: () =>
    'share of the samples at which the sign changes (librosa.feature.zero_crossing_rate, frame_length = n_fft)',
  centroid: () => 'mean frequency of the magnitude spectrum, in Hz (librosa.feature.spectral_centroid)',
  bandwidth: () =>
    'standard deviation about the centroid of the magnitude spectrum, in Hz (librosa.feature.spectral_bandwidth)',
  rolloff: () =>
    'frequency up to which 85 % of the magnitude spectrum lies, in Hz (librosa.feature.spectral_rolloff, roll_percent 0.85)',
  flatness: () =>
    'geometric over arithmetic mean of the power spectrum, 0 to 1 (librosa.feature.spectral_flatness)',
  chroma: () =>
    'strength of the twelve pitch classes C to B, the strongest 1, with the tuning estimated for each clip (librosa.feature.chroma_stft)',
  f0: (frontEnd) =>
    `fundamental frequency f in semitones above ${REFERENCE_HZ} Hz, 12 · log2(f / ${REFERENCE_HZ}), 0 where unvoiced; then ${voicing(frontEnd)}`,
  pitch: (frontEnd) =>
    `fundamental frequency in semitones above ${REFERENCE_HZ} Hz, drawn in straight lines through unvoiced stretches, the first and the last value going on to the ends, ${MIDDLING_HZ} Hz where no frame is voiced; then ${voicing(frontEnd)}`,
};

/** 'root mean square of the samples (librosa.feature.rms, …)' */
export function measureDefinition(measure: Measure, frontEnd: FrameSettings): string {
  return DEFINITIONS[measure](frontEnd);
}

function voicing(frontEnd: FrameSettings): string {
  const { fMinHz, fMaxHz, frameSamples } = pitchOptions(frontEnd);
  return `the probability that the frame is voiced (librosa.pyin, fmin ${fMinHz}, fmax ${fMaxHz}, frame_length ${frameSamples})`;
}

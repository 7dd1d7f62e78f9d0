import { frameCount } from '../stft.ts';

/** Frames cut straight from the signal, centred on t·hop as the STFT's are. */
export interface FrameOptions {
  /** librosa's frame_length; where a spectrum is measured too, its nFft. */
  frameSamples: number;
  hopSamples: number;
}

/**
 * librosa.feature.rms(y=signal, frame_length, hop_length, center=True, pad_mode='constant'): the root mean square of
 * each frame, where samples outside the signal count as zeros. Summed in float64.
 * @returns one value per frame, frameCount(samples, hop, frameSamples) of them, in the signal's unit.
 */
export function frameRms(signal: Float32Array, { frameSamples, hopSamples }: FrameOptions): Float64Array {
  const rms = new Float64Array(frameCount(signal.length, hopSamples, frameSamples));
  for (let f = 0; f < rms.length; f++) {
    const start = f * hopSamples - Math.floor(frameSamples / 2);
    const end = Math.min(signal.length, start + frameSamples);
    let energy = 0;
    for (let n = Math.max(0, start); n < end; n++) energy += signal[n] * signal[n];
    rms[f] = Math.sqrt(energy / frameSamples);
  }
  return rms;
}

/** librosa.zero_crossings' threshold: what is no farther from zero counts as zero, and zero as positive. */
const ZERO = 1e-10;

/**
 * librosa.feature.zero_crossing_rate(signal, frame_length, hop_length, center=True): the share of a frame's samples
 * whose sign is not the sample's before. A frame's first sample never counts, and outside the signal its first and
 * last sample go on, so that nothing is crossed there.
 * @returns one value in 0…1 per frame, as many as frameRms gives.
 */
export function zeroCrossingRate(
  signal: Float32Array,
  { frameSamples, hopSamples }: FrameOptions,
): Float64Array {
  const rate = new Float64Array(frameCount(signal.length, hopSamples, frameSamples));
  for (let f = 0; f < rate.length; f++) {
    const start = f * hopSamples - Math.floor(frameSamples / 2);
    const end = Math.min(signal.length, start + frameSamples);
    const first = Math.max(0, start);
    let negative = signal[first] < -ZERO;
    let crossings = 0;
    for (let n = first + 1; n < end; n++) {
      const before = negative;
      negative = signal[n] < -ZERO;
      if (negative !== before) crossings++;
    }
    rate[f] = crossings / frameSamples;
  }
  return rate;
}

import { checkSignal } from '../audio/check.ts';
import { rmsOf, scaleBy, scaleToRms } from '../audio/level.ts';
import { resample } from '../audio/resample.ts';
import { trimSilence } from '../audio/trim.ts';
import { writeDeltas } from '../dsp/delta.ts';
import { MfccExtractor } from '../dsp/mfcc.ts';
import type { FrontEndConfig } from './config.ts';
import type { FeatureMatrix } from './matrix.ts';
import { validateFrontEnd } from './validate.ts';

/** What level 'rms' scales the trimmed clip to. */
const TARGET_RMS = 0.1;

/** A clip as the front end sees it, before it is cut: for looking at. */
export interface Inspection {
  /** The whole clip at sampleRateHz, with the gain its trimmed part gets. */
  signal: Float32Array;
  sampleRateHz: number;
  /** The part `extract` keeps. */
  trimStartS: number;
  trimEndS: number;
  /** frames × nMels, in dB, of the whole clip. */
  logMel: FeatureMatrix;
  /** frames × nMfcc, without deltas, of the whole clip. */
  mfcc: FeatureMatrix;
}

/**
 * PCM to features. Both calls take a mono signal in −1…1, its rate, and a name for error messages, and throw
 * UnreadableAudioError when samples are not finite numbers, SilentClipError when there is nothing to hear.
 */
export interface FrontEnd {
  readonly config: FrontEndConfig;
  /** Resamples, trims, levels; returns frames × coefficientsOf(config). Row t is centred on t·hop of the trimmed clip. */
  extract(signal: Float32Array, sampleRateHz: number, name: string): FeatureMatrix;
  inspect(signal: Float32Array, sampleRateHz: number, name: string): Inspection;
}

/**
 * A front end with its tables ready. It keeps scratch space between clips, so use one per worker.
 * @throws InvalidFrontEndError when the settings contradict each other.
 */
export function createFrontEnd(config: FrontEndConfig): FrontEnd {
  validateFrontEnd(config);
  const extractor = new MfccExtractor(config);

  /** The clip at the config's rate, and the part of it that trimming keeps. */
  function prepare(signal: Float32Array, sampleRateHz: number, name: string) {
    checkSignal(signal, name);
    const whole = resample(signal, sampleRateHz, config.sampleRateHz);
    // Again, for a clip may sound only above the new rate's Nyquist frequency.
    if (whole !== signal) checkSignal(whole, name);
    const [start, end] = config.trimDb === null ? [0, whole.length] : trimSilence(whole, config.trimDb);
    return { whole, kept: whole.subarray(start, end), start, end };
  }

  return {
    config,
    extract(signal, sampleRateHz, name) {
      const { kept } = prepare(signal, sampleRateHz, name);
      const levelled = config.level === 'rms' ? scaleToRms(kept, TARGET_RMS) : kept;
      return computeFeatures(extractor, levelled, config.nMfcc, config.deltas);
    },
    inspect(signal, sampleRateHz, name) {
      const { whole, kept, start, end } = prepare(signal, sampleRateHz, name);
      const levelled = scaleBy(whole, config.level === 'rms' ? TARGET_RMS / rmsOf(kept) : 1);
      const logMel = extractor.logMel(levelled);
      return {
        signal: levelled,
        sampleRateHz: config.sampleRateHz,
        trimStartS: start / config.sampleRateHz,
        trimEndS: end / config.sampleRateHz,
        logMel: { frames: logMel.length / config.nMels, coefficients: config.nMels, data: logMel },
        mfcc: computeFeatures(extractor, levelled, config.nMfcc, 0),
      };
    },
  };
}

/** MFCCs, then deltas, then delta-deltas side by side in each row. */
function computeFeatures(
  extractor: MfccExtractor,
  signal: Float32Array,
  nMfcc: number,
  deltas: 0 | 1 | 2,
): FeatureMatrix {
  const frames = extractor.framesOf(signal.length);
  const coefficients = nMfcc * (1 + deltas);
  const data = new Float32Array(frames * coefficients);
  extractor.mfcc(signal, data, coefficients);
  for (const order of [1, 2] as const) {
    if (order > deltas) break;
    writeDeltas(data, { frames, rowLength: coefficients, columns: nMfcc, target: order * nMfcc }, order);
  }
  return { frames, coefficients, data };
}

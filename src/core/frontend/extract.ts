import type { Allocate } from '../allocate.ts';
import { checkSignal } from '../audio/check.ts';
import { rmsOf, scaleBy, scaleToRms } from '../audio/level.ts';
import { resample } from '../audio/resample.ts';
import { trimSilence } from '../audio/trim.ts';
import { writeDeltas } from '../dsp/delta.ts';
import type { Pyin } from '../dsp/f0/pyin.ts';
import { MfccExtractor } from '../dsp/mfcc.ts';
import { frameRms } from '../dsp/spectral/frames.ts';
import { cepstralColumns, coefficientsOf, type FrontEndConfig } from './config.ts';
import type { FeatureMatrix } from './matrix.ts';
import { MeasureExtractor } from './measure-extractor.ts';
import { pitchTracker } from './pitch.ts';
import { validateFrontEnd } from './validate.ts';

/** What level 'rms' scales the trimmed clip to. */
const TARGET_RMS = 0.1;

/** What is trained on, and what was heard. */
export interface Extraction {
  /** frames × coefficientsOf(config). Row t is centred on t·hop of the trimmed clip. */
  features: FeatureMatrix;
  /** The whole clip at the config's rate, untrimmed and as loud as it was. The input itself where that has this rate. */
  sound: Float32Array;
  /** Largest absolute sample of the input. */
  peak: number;
}

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
  /** pYIN's pitch of the whole clip, a value per frame: Hz, NaN where unvoiced, and the probability of voice, 0…1. */
  f0: { f0Hz: Float32Array; probability: Float32Array };
  /** Root mean square of `signal`, a value per frame. */
  rms: Float32Array;
  /** Largest absolute sample of the input. */
  peak: number;
}

/**
 * PCM to features. Both calls take a mono signal in −1…1, its rate, and a name for error messages, and throw
 * UnreadableAudioError when samples are not finite numbers, SilentClipError when there is nothing to hear.
 */
export interface FrontEnd {
  readonly config: FrontEndConfig;
  /** Resamples, trims, levels, and computes what the config asks for. */
  extract(signal: Float32Array, sampleRateHz: number, name: string): Extraction;
  /** The pictures of Explore, whatever the config asks for. All matrices and curves have the same frames, t·hop. */
  inspect(signal: Float32Array, sampleRateHz: number, name: string): Inspection;
}

/**
 * A front end with its tables ready. It keeps scratch space between clips, so use one per worker.
 * @param allocate gives rooms for signals on the way, and for an Extraction's `sound`; the caller may use them again once
 *   it is done with that. Fresh ones where it is not given.
 * @throws InvalidFrontEndError when the settings contradict each other.
 */
export function createFrontEnd(config: FrontEndConfig, allocate?: Allocate): FrontEnd {
  validateFrontEnd(config);
  const extractor = new MfccExtractor(config);
  const measuring = config.measures.length > 0 ? new MeasureExtractor(config, cepstralColumns(config)) : null;
  /** Made when a clip is first looked at: extraction may do without. */
  let tracker: Pyin | null = null;

  /** The clip at the config's rate, and the part of it that trimming keeps. */
  function prepare(signal: Float32Array, sampleRateHz: number, name: string) {
    const { peak } = checkSignal(signal, name);
    const whole = resample(signal, sampleRateHz, config.sampleRateHz, allocate);
    // Again, for a clip may sound only above the new rate's Nyquist frequency.
    if (whole !== signal) checkSignal(whole, name);
    const [start, end] = config.trimDb === null ? [0, whole.length] : trimSilence(whole, config.trimDb);
    return { whole, kept: whole.subarray(start, end), start, end, peak };
  }

  /** MFCCs, deltas, delta-deltas and measures side by side in each row. */
  function computeFeatures(signal: Float32Array): FeatureMatrix {
    const { nMfcc, deltas } = config;
    const coefficients = coefficientsOf(config);
    const features = computeMfccs(extractor, signal, coefficients);
    const { frames, data } = features;
    for (const order of [1, 2] as const) {
      if (order > deltas) break;
      writeDeltas(data, { frames, rowLength: coefficients, columns: nMfcc, target: order * nMfcc }, order);
    }
    measuring?.write(signal, features);
    return features;
  }

  return {
    config,
    extract(signal, sampleRateHz, name) {
      const { whole, kept, peak } = prepare(signal, sampleRateHz, name);
      const levelled = config.level === 'rms' ? scaleToRms(kept, TARGET_RMS, allocate) : kept;
      return { features: computeFeatures(levelled), sound: whole, peak };
    },
    inspect(signal, sampleRateHz, name) {
      const { whole, kept, start, end, peak } = prepare(signal, sampleRateHz, name);
      const levelled = scaleBy(whole, config.level === 'rms' ? TARGET_RMS / rmsOf(kept) : 1);
      const logMel = extractor.logMel(levelled);
      const mfcc = computeMfccs(extractor, levelled, config.nMfcc);
      tracker ??= pitchTracker(config);
      const { f0Hz, probability } = tracker.track(levelled);
      return {
        signal: levelled,
        sampleRateHz: config.sampleRateHz,
        trimStartS: start / config.sampleRateHz,
        trimEndS: end / config.sampleRateHz,
        logMel: { frames: mfcc.frames, coefficients: config.nMels, data: logMel },
        mfcc,
        f0: {
          f0Hz: Float32Array.from(f0Hz.subarray(0, mfcc.frames)),
          probability: Float32Array.from(probability.subarray(0, mfcc.frames)),
        },
        rms: Float32Array.from(
          frameRms(levelled, { frameSamples: config.nFft, hopSamples: config.hopSamples }),
        ),
        peak,
      };
    },
  };
}

/** MFCCs in the first columns of rows of `coefficients` values; the other columns are zero. */
function computeMfccs(extractor: MfccExtractor, signal: Float32Array, coefficients: number): FeatureMatrix {
  const frames = extractor.framesOf(signal.length);
  const data = new Float32Array(frames * coefficients);
  extractor.mfcc(signal, data, coefficients);
  return { frames, coefficients, data };
}

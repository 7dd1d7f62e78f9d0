/** Our features under the names reference.py gives librosa's. */
import { writeDeltas } from '../../src/core/dsp/delta.ts';
import { Pyin } from '../../src/core/dsp/f0/pyin.ts';
import { applyMel, melFilterbank } from '../../src/core/dsp/mel.ts';
import { MfccExtractor } from '../../src/core/dsp/mfcc.ts';
import { CHROMA_BINS, chromaFilters, writeChroma } from '../../src/core/dsp/spectral/chroma.ts';
import { TuningEstimator } from '../../src/core/dsp/spectral/tuning.ts';
import { PowerStft } from '../../src/core/dsp/stft.ts';
import type { FrontEndConfig } from '../../src/core/frontend/config.ts';
import { MeasureExtractor } from '../../src/core/frontend/measure-extractor.ts';
import { columnsByMeasure, type Measure, measureColumns } from '../../src/core/frontend/measures.ts';
import type { Matrix } from './matrix.ts';
import type { PitchSettings } from './presets.ts';

const MEL_SCALES = ['slaney', 'htk'] as const;

const MEASURE_NAMES: Partial<Record<Measure, string>> = {
  rms: 'RMS',
  zcr: 'zero-crossing rate',
  centroid: 'spectral centroid',
  bandwidth: 'spectral bandwidth',
  rolloff: 'spectral roll-off',
  flatness: 'spectral flatness',
  chroma: 'chroma_stft',
};

type Features = Map<string, Matrix>;

/** The mel filters themselves: bins × bands. */
export function filterbanksOf(config: FrontEndConfig): Features {
  const bins = Math.floor(config.nFft / 2) + 1;
  return new Map(
    MEL_SCALES.map((melScale) => {
      const data = new Float64Array(bins * config.nMels);
      melFilterbank({ ...config, melScale }).forEach(({ firstBin, weights }, band) => {
        weights.forEach((weight, i) => {
          data[(firstBin + i) * config.nMels + band] = weight;
        });
      });
      return [`mel filters, ${melScale}`, { columns: config.nMels, data }];
    }),
  );
}

/** Everything but F0. */
export function featuresOf(signal: Float32Array, config: FrontEndConfig): Features {
  return new Map([
    ...spectralFeatures(signal, config),
    ...cepstralFeatures(signal, config),
    ...measuresOf(signal, config),
  ]);
}

function spectralFeatures(signal: Float32Array, config: FrontEndConfig): Features {
  const stft = new PowerStft(config);
  const frames = new MfccExtractor(config).framesOf(signal.length);
  const power = new Float64Array(frames * stft.bins);
  const frameOf = (f: number) => power.subarray(f * stft.bins, (f + 1) * stft.bins);
  for (let f = 0; f < frames; f++) stft.powerAt(signal, f, frameOf(f));
  const features: Features = new Map([['STFT power', { columns: stft.bins, data: power }]]);
  for (const melScale of MEL_SCALES) {
    const bands = melFilterbank({ ...config, melScale });
    const data = new Float64Array(frames * config.nMels);
    for (let f = 0; f < frames; f++) applyMel(bands, frameOf(f), data, f * config.nMels);
    features.set(`mel spectrogram, ${melScale}`, { columns: config.nMels, data });
  }

  const tuning = new TuningEstimator(config);
  const filters = chromaFilters({ ...config, tuning: 0 });
  const chroma = new Float32Array(frames * CHROMA_BINS);
  for (let f = 0; f < frames; f++) {
    tuning.add(frameOf(f));
    writeChroma(filters, frameOf(f), chroma, f * CHROMA_BINS);
  }
  features.set('tuning', { columns: 1, data: [tuning.estimate()] });
  features.set('chroma_stft, tuning 0', { columns: CHROMA_BINS, data: chroma });
  return features;
}

/** By the extractor the front end uses, so that its fast paths are what is compared. */
function cepstralFeatures(signal: Float32Array, config: FrontEndConfig): Features {
  const features: Features = new Map();
  const logMel = (name: string, changes: Partial<FrontEndConfig>) =>
    features.set(name, {
      columns: config.nMels,
      data: new MfccExtractor({ ...config, ...changes }).logMel(signal),
    });
  logMel('log-mel, ref 1, top_db 80', { topDb: 80 });
  logMel('log-mel, ref max, top_db 80', { topDb: 80, dbReference: 'max' });
  logMel('log-mel, ref 1, no top_db', { topDb: null });
  logMel('log-mel, ref max, amin 1e-5, no top_db', { topDb: null, dbReference: 'max', dbFloor: 1e-5 });

  for (const nMfcc of [13, 20, 40]) {
    for (const lifter of [0, 22]) {
      const columns = Math.min(nMfcc, config.nMels);
      const extractor = new MfccExtractor({ ...config, topDb: 80, nMfcc: columns, lifter });
      const data = new Float32Array(extractor.framesOf(signal.length) * columns);
      extractor.mfcc(signal, data, columns);
      features.set(`MFCC, n_mfcc ${nMfcc}, lifter ${lifter}`, { columns, data });
      if (nMfcc === 40 && lifter === 0) {
        features.set('delta', deltasOf(data, columns, 1));
        features.set('delta-delta', deltasOf(data, columns, 2));
      }
    }
  }
  return features;
}

function deltasOf(mfcc: Float32Array, columns: number, order: 1 | 2): Matrix {
  const frames = mfcc.length / columns;
  const rowLength = 2 * columns;
  const rows = new Float32Array(frames * rowLength);
  for (let f = 0; f < frames; f++) rows.set(mfcc.subarray(f * columns, (f + 1) * columns), f * rowLength);
  writeDeltas(rows, { frames, rowLength, columns, target: columns }, order);
  return pick(rows, rowLength, columns, columns);
}

function measuresOf(signal: Float32Array, config: FrontEndConfig): Features {
  const measures = Object.keys(MEASURE_NAMES) as Measure[];
  const coefficients = measureColumns(measures);
  const frames = new MfccExtractor(config).framesOf(signal.length);
  const data = new Float32Array(frames * coefficients);
  new MeasureExtractor({ ...config, measures }, 0).write(signal, { frames, coefficients, data });
  return new Map(
    [...columnsByMeasure(measures, 0)].map(([measure, first]) => [
      MEASURE_NAMES[measure]!,
      pick(data, coefficients, first, measureColumns([measure])),
    ]),
  );
}

/** `columns` columns from `first` on of a row-major matrix. */
function pick(rows: Float32Array, rowLength: number, first: number, columns: number): Matrix {
  const frames = rows.length / rowLength;
  const data = new Float32Array(frames * columns);
  for (let f = 0; f < frames; f++) {
    const start = f * rowLength + first;
    data.set(rows.subarray(start, start + columns), f * columns);
  }
  return { columns, data };
}

/** F0 in Hz (NaN where unvoiced), voiced flag and probability of each frame. */
export function pitchOf(signal: Float32Array, config: FrontEndConfig, settings: PitchSettings): Matrix {
  const { sampleRateHz, hopSamples } = config;
  const { f0Hz, voiced, probability } = new Pyin({ sampleRateHz, hopSamples, ...settings }).track(signal);
  const data = new Float64Array(3 * f0Hz.length);
  for (let f = 0; f < f0Hz.length; f++) data.set([f0Hz[f], voiced[f], probability[f]], 3 * f);
  return { columns: 3, data };
}

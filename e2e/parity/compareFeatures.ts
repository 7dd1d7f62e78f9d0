/** All features of all clips at one preset's settings, ours beside librosa's. */
import type { ParityClip } from './clip.ts';
import { type Differences, differencesOf } from './compare.ts';
import { FEATURES, type Feature } from './features.ts';
import type { Matrix } from './matrix.ts';
import { featuresOf, filterbanksOf, pitchOf } from './ours.ts';
import { type PitchAgreement, PitchTally } from './pitchAgreement.ts';
import type { ParityPreset } from './presets.ts';
import { askLibrosa, bytesOf, type Precision } from './python.ts';
import { type TuningAgreement, TuningTally } from './tuning.ts';

/** The largest difference over the clips, and the clip that had it ('' for what belongs to no clip). */
export interface Worst {
  difference: number;
  clip: string;
}

export type Row = Record<keyof Differences, Worst> & { feature: Feature; preset: string };

export interface PresetResult {
  preset: ParityPreset;
  rows: Row[];
  tuning: TuningAgreement;
  pitch: PitchAgreement | null;
}

const PITCH = 'F0 by pYIN';
const TUNING = 'tuning';
/** Compared where the tuning is the same. */
const TUNED = 'chroma_stft';

export function compareFeatures(python: string, preset: ParityPreset, clips: ParityClip[]): PresetResult {
  const { config, pitch } = preset;
  const signals = clips.map((clip) => clip.at(config.sampleRateHz));
  const librosa = new References(python, preset, clips, signals);
  const rows = new Map(FEATURES.map((feature) => [feature.name, emptyRow(feature, preset.name)]));
  const tunings = new TuningTally();
  const pitches = new PitchTally();

  const compare = (clip: string, ours: Map<string, Matrix>) => {
    for (const [name, own] of ours) {
      const row = rows.get(name);
      if (!row) throw new Error(`${name} is none of the features to compare.`);
      const { measure, alternatives } = row.feature;
      const theirs = {
        float32: librosa.of(clip, name, 'float32'),
        float64: librosa.of(clip, name, 'float64'),
        alternatives: alternatives.map((alternative) => librosa.of(clip, alternative, 'float64')),
      };
      const differences = differencesOf(own, theirs, measure);
      for (const [key, difference] of Object.entries(differences))
        keepWorst(row[key as keyof Differences], clip, difference);
    }
  };
  compare('', filterbanksOf(config));
  clips.forEach(({ name }, i) => {
    const ours = featuresOf(signals[i], config);
    const tuning = (precision: Precision) => librosa.of(name, TUNING, precision).data[0];
    if (!tunings.add(name, ours.get(TUNING)!.data[0], tuning('float32'), tuning('float64')))
      ours.delete(TUNED);
    ours.delete(TUNING);
    compare(name, ours);
    if (pitch) pitches.add(name, pitchOf(signals[i], config, pitch), librosa.of(name, PITCH, 'float32'));
  });
  return {
    preset,
    rows: [...rows.values()],
    tuning: tunings.result(),
    pitch: pitch ? pitches.result() : null,
  };
}

/** librosa's features of all clips, by name. */
class References {
  private readonly matrices = new Map<string, Matrix>();

  constructor(python: string, { config, pitch }: ParityPreset, clips: ParityClip[], signals: Float32Array[]) {
    const entries = askLibrosa(python, {
      task: 'features',
      job: { preset: config, pitch, clips: clips.map(({ name }, i) => ({ name, file: `${i}.f32` })) },
      files: signals.map((signal, i) => ({ name: `${i}.f32`, bytes: bytesOf(signal) })),
    });
    for (const { clip, feature, precision, ...matrix } of entries)
      this.matrices.set([clip, feature, precision].join('\n'), matrix);
  }

  of(clip: string, feature: string, precision: Precision): Matrix {
    const matrix = this.matrices.get([clip, feature, precision].join('\n'));
    if (!matrix) throw new Error(`reference.py computed no ${feature} of ${clip || 'the preset'}.`);
    return matrix;
  }
}

/** No number until compared, so that a feature nobody computed does not pass. */
function emptyRow(feature: Feature, preset: string): Row {
  const worst = (): Worst => ({ difference: Number.NaN, clip: '' });
  return {
    feature,
    preset,
    ours: worst(),
    oursToFloat64: worst(),
    oursToNearest: worst(),
    librosaRounding: worst(),
  };
}

function keepWorst(worst: Worst, clip: string, difference: number): void {
  if (difference <= worst.difference) return;
  worst.difference = difference;
  worst.clip = clip;
}

import type { Clip } from '../../core/dataset/clip.ts';
import type { AccuracyReport } from '../../core/metrics/accuracyReport.ts';
import { COMPACT_RECIPE } from '../../core/recipe/recipe.ts';
import type { JudgedClip, ReportInput } from '../report/input.ts';

const CLIP: Clip = {
  id: 'ab12',
  corpus: 'RAVDESS',
  emotion: 'happy',
  speaker: 'RAVDESS 01',
  gender: 'male',
  text: 'Kids are talking by the door',
  intensity: 'strong',
  sourceName: 'Audio_Speech_Actors_01-24.zip',
  path: 'Actor_01/03-01-03-02-01-01-01.wav',
  bytes: 1000,
  stamp: 'c',
  durationS: 1.5,
  sampleRateHz: 48_000,
  channels: 1,
  encoding: 'WAV 16-bit',
  peak: 0.1,
  frames: 150,
};

export const judgedClip = (clip: Partial<Clip>, judged: Partial<JudgedClip> = {}): JudgedClip => ({
  clip: { ...CLIP, ...clip },
  run: 0,
  truth: 0,
  predicted: 0,
  probabilities: [0.75, 0.25],
  ...judged,
});

const bin = (low: number, clips: number, accuracy: number) => ({
  low,
  high: low + 0.5,
  clips,
  confidence: low + 0.25,
  accuracy,
});

const REPORT: AccuracyReport = {
  protocol: 'published',
  usesTestSpeakersClips: true,
  aligned: 'some',
  labels: ['happy', 'sad'],
  runs: [
    {
      seed: 1,
      fold: 'Actors 1, 2',
      clips: 2,
      speakers: ['RAVDESS 01', 'RAVDESS 02'],
      uar: 0.75,
      accuracy: 0.75,
      macroF1: 0.7,
      cutShort: null,
    },
    {
      seed: 1,
      fold: 'Actors 3, 4',
      clips: 2,
      speakers: ['RAVDESS 03', 'RAVDESS 04'],
      uar: 0.5,
      accuracy: 0.5,
      macroF1: 0.4,
      cutShort: null,
    },
  ],
  planned: 2,
  uar: { mean: 0.625, deviation: 0.1768 },
  accuracy: { mean: 0.625, deviation: 0.1768 },
  macroF1: { mean: 0.55, deviation: 0.212 },
  interval: { low: 0.4, high: 0.8, by: 'speaker', units: 4 },
  pooled: {
    clips: 4,
    accuracy: 0.75,
    uar: 0.6667,
    macroF1: 0.7,
    perClass: [
      { label: 'happy', precision: 0.75, recall: 1, f1: 0.857, support: 3 },
      { label: 'sad', precision: null, recall: null, f1: null, support: 1 },
    ],
    matrix: [
      [3, 0],
      [1, 0],
    ],
  },
  perSpeaker: [{ name: 'RAVDESS 01', clips: 4, uar: 0.6, accuracy: 0.75 }],
  perCorpus: [{ name: 'RAVDESS', clips: 4, uar: 0.6667, accuracy: 0.75 }],
  perIntensity: [{ name: 'strong', clips: 4, uar: 0.6667, accuracy: 0.75 }],
  perGender: [],
  corpusMatrix: null,
  calibration: {
    before: { ece: 0.2, nll: 0.9, bins: [bin(0, 0, 0), bin(0.5, 4, 0.6)] },
    after: { ece: 0.1, nll: 0.8, bins: [bin(0, 1, 0.2), bin(0.5, 3, 0.6)] },
    temperature: 1.25,
    fittedOn: 'validation',
    unfitted: null,
  },
  coverage: [
    { threshold: 0, coverage: 1, accuracy: 0.625 },
    { threshold: 0.55, coverage: 0.8, accuracy: 0.7 },
    { threshold: 0.7, coverage: 0.48, accuracy: 0.9 },
    { threshold: 1, coverage: 0, accuracy: null },
  ],
  chance: 0.5,
  human: [{ corpus: 'RAVDESS', accuracy: 0.6, condition: 'audio only, 8 emotions', source: 'A study' }],
};

/** Two runs of two clips each, with something in nearly every table. */
export const reportInput = (
  report: Partial<AccuracyReport> = {},
  input: Partial<ReportInput> = {},
): ReportInput => ({
  title: 'Run 3, 2 folds',
  report: { ...REPORT, ...report },
  voiceCurve: null,
  recipe: COMPACT_RECIPE,
  createdAt: '2026-11-22T10:00:00.000Z',
  judged: [
    judgedClip({}),
    judgedClip({ id: 'cd34', emotion: 'sad' }, { truth: 1, run: 1, probabilities: [2 / 3, 1 / 3] }),
  ],
  dataset: { corpora: ['RAVDESS'], clips: 4, speakers: 4 },
  ...input,
});

import { describe, expect, it } from 'vitest';
import type { Emotion } from '../dataset/emotions.ts';
import type { JudgedRun } from './accuracyReport.ts';
import { makeReport } from './makeReport.ts';
import { judgedItem } from './testing/predictions.ts';

const LABELS: Emotion[] = ['happy', 'sad'];

/** A run that got so many of four clips of each corpus right, two of each emotion. */
function run(trainedOn: string[] | undefined, seed: number, right: Record<string, number>): JudgedRun {
  const items = Object.entries(right).flatMap(([corpus, count]) =>
    Array.from({ length: 4 }, (_, i) => {
      const truth = i % 2;
      const sure = i < count ? truth : 1 - truth;
      return judgedItem({
        corpus,
        emotion: LABELS[truth],
        probabilities: LABELS.map((_, k) => Number(k === sure)),
      });
    }),
  );
  return { seed, fold: `Fold ${seed}`, trainedOn, labels: LABELS, temperature: null, items };
}

const matrixOf = (runs: JudgedRun[], protocol: 'corpus' | 'speaker' = 'corpus') =>
  makeReport(runs, { protocol, usesTestSpeakersClips: false, aligned: 'none', corpora: [] }).report
    .corpusMatrix;

describe('the corpus matrix', () => {
  it('has training corpora in rows and a diagonal', () => {
    const runs = [
      run(['TESS'], 1, { SAVEE: 2, TESS: 4, RAVDESS: 0 }),
      run(['SAVEE'], 1, { TESS: 2, RAVDESS: 2 }),
    ];
    expect(matrixOf(runs)).toEqual({
      trainedOn: ['TESS', 'SAVEE'],
      testedOn: ['TESS', 'SAVEE', 'RAVDESS'],
      uar: [
        [1, 0.5, 0],
        [0.5, null, 0.5],
      ],
    });
  });

  it('averages seeds, and names several corpora in one', () => {
    const runs = [run(['TESS', 'SAVEE'], 1, { RAVDESS: 4 }), run(['TESS', 'SAVEE'], 2, { RAVDESS: 2 })];
    expect(matrixOf(runs)).toEqual({ trainedOn: ['TESS + SAVEE'], testedOn: ['RAVDESS'], uar: [[0.75]] });
  });

  it('falls back on the fold’s name', () => {
    expect(matrixOf([run(undefined, 1, { TESS: 4 })])?.trainedOn).toEqual(['Fold 1']);
  });

  it('is of cross-corpus protocols alone', () => {
    expect(matrixOf([run(['TESS'], 1, { SAVEE: 2 })], 'speaker')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { Emotion } from '../../dataset/emotions.ts';
import type { JudgedRun } from '../accuracyReport.ts';
import { calibrationOf } from '../calibration.ts';
import { coverageCurve } from '../coverage.ts';
import { makeReport } from '../makeReport.ts';
import { applyTemperature, fitTemperature } from '../temperature.ts';
import golden from './golden.json' with { type: 'json' };

const LABELS: Emotion[] = ['neutral', 'happy', 'sad', 'angry'];

type Case = (typeof golden.cases)[number];

/** The case as the test of one run. */
function runOf({ probabilities, truth, speakers, temperature }: Case): JudgedRun {
  const items = probabilities.map((row, i) => ({
    clipId: `${i}`,
    emotion: LABELS[truth[i]],
    probabilities: row,
    speaker: `speaker ${speakers[i]}`,
    gender: null,
    corpus: 'made up',
    intensity: null,
    text: null,
  }));
  return { seed: 1, fold: '', labels: LABELS, temperature, items };
}

describe.each(golden.cases)('a model $name', (drawn) => {
  const { probabilities, truth, temperature } = drawn;

  it('has the temperature that PyTorch’s LBFGS finds', () => {
    expect(fitTemperature(probabilities, truth)).toBeCloseTo(temperature, 6);
  });

  it('is scaled as PyTorch scales logits', () => {
    drawn.scaled.forEach((row, i) => {
      const ours = applyTemperature(probabilities[i], temperature);
      ours.forEach((p, k) => {
        expect(p).toBeCloseTo(row[k], 12);
      });
    });
  });

  it.each(['before', 'after'] as const)('is as well calibrated %s scaling as NumPy says', (when) => {
    const rows =
      when === 'before' ? probabilities : probabilities.map((row) => applyTemperature(row, temperature));
    const expected = when === 'before' ? drawn.calibration : drawn.calibrationScaled;
    const { ece, bins, nll } = calibrationOf(rows, truth);
    expect(ece).toBeCloseTo(expected.ece, 10);
    expect(nll).toBeCloseTo(when === 'before' ? drawn.nll : drawn.nllScaled, 10);
    expect(bins).toHaveLength(expected.bins.length);
    expected.bins.forEach(({ clips, confidence, accuracy }, i) => {
      expect(bins[i].clips).toBe(clips);
      if (clips === 0) {
        expect(bins[i]).toMatchObject({ confidence: null, accuracy: null });
      } else {
        expect(bins[i].confidence).toBeCloseTo(confidence!, 10);
        expect(bins[i].accuracy).toBeCloseTo(accuracy!, 12);
      }
    });
  });

  it('answers as many clips, and as rightly, as NumPy says', () => {
    const curve = coverageCurve(probabilities, truth);
    for (const { threshold, coverage, accuracy } of drawn.coverage) {
      const point = curve.find((candidate) => candidate.threshold === threshold)!;
      expect(point.coverage).toBeCloseTo(coverage, 12);
      if (accuracy === null) expect(point.accuracy).toBeNull();
      else expect(point.accuracy).toBeCloseTo(accuracy, 12);
    }
  });

  it('has the report that scikit-learn makes', () => {
    const { report } = makeReport([runOf(drawn)], {
      protocol: 'speaker',
      usesTestSpeakersClips: false,
      aligned: 'none',
      corpora: [],
    });
    const { uar, accuracy, macroF1, matrix } = drawn.pooled;
    expect(report.pooled.matrix).toEqual(matrix);
    expect(report.pooled.uar).toBeCloseTo(uar, 12);
    expect(report.runs[0].accuracy).toBeCloseTo(accuracy, 12);
    expect(report.macroF1.mean).toBeCloseTo(macroF1, 12);
    expect(report.calibration.after?.ece).toBeCloseTo(drawn.calibrationScaled.ece, 10);
    expect(report.perSpeaker).toHaveLength(drawn.perSpeaker.length);
    drawn.perSpeaker.forEach((expected, s) => {
      expect(report.perSpeaker[s].name).toBe(`speaker ${s}`);
      expect(report.perSpeaker[s].uar).toBeCloseTo(expected.uar, 12);
      expect(report.perSpeaker[s].accuracy).toBeCloseTo(expected.accuracy, 12);
    });
  });
});

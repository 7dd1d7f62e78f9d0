import { describe, expect, it } from 'vitest';
import type { Emotion } from '../dataset/emotions.ts';
import type { JudgedRun } from './accuracyReport.ts';
import { calibrationOf } from './calibration.ts';
import { coverageCurve } from './coverage.ts';
import { likeliest } from './likeliest.ts';
import { makeReport, type ReportFacts } from './makeReport.ts';
import { drawRun, judgedItem } from './testing/predictions.ts';

const FACTS: ReportFacts = {
  protocol: 'speaker-folds',
  usesTestSpeakersClips: false,
  aligned: 'none',
  corpora: ['CREMA-D'],
};
const LABELS: Emotion[] = ['neutral', 'happy', 'sad', 'angry'];
const FOLDS = [
  ['ann', 'bob'],
  ['cat', 'dan'],
  ['eve', 'fay'],
];

/** Three folds, once per seed, of a model that is three times too sure. */
function crossValidation(seeds = [1, 2]): JudgedRun[] {
  return seeds.flatMap((seed) =>
    FOLDS.map((speakers, f) => drawRun(LABELS, speakers, { seed, fold: `fold ${f}`, sharpness: 3 })),
  );
}

describe('makeReport', () => {
  it('tells how each run did, and how far runs are apart', () => {
    const { report } = makeReport(crossValidation(), FACTS);
    expect(report.runs.map(({ seed, fold }) => `${seed} ${fold}`)).toEqual([
      '1 fold 0',
      '1 fold 1',
      '1 fold 2',
      '2 fold 0',
      '2 fold 1',
      '2 fold 2',
    ]);
    expect(report.runs[1]).toMatchObject({ clips: 80, speakers: ['cat', 'dan'] });
    const mean = report.runs.reduce((sum, { uar }) => sum + uar, 0) / 6;
    expect(report.uar.mean).toBeCloseTo(mean, 12);
    expect(report.uar.deviation).toBeGreaterThan(0);
    expect(report.pooled.clips).toBe(480);
    expect(report.chance).toBe(0.25);
    expect(report.human.map(({ corpus }) => corpus)).toEqual(['CREMA-D']);
    expect(report).toMatchObject({
      protocol: 'speaker-folds',
      usesTestSpeakersClips: false,
      aligned: 'none',
      labels: LABELS,
    });
  });

  it('lists what was judged, run after run', () => {
    const runs = crossValidation();
    const { report, judged } = makeReport(runs, FACTS);
    const items = runs.flatMap((run) => run.items);
    expect(judged).toHaveLength(items.length);
    judged.forEach((judgement, i) => {
      expect(judgement.clipId).toBe(items[i].clipId);
      expect(judgement.run).toBe(Math.floor(i / 80));
      expect(report.labels[judgement.truth]).toBe(items[i].emotion);
      expect(judgement.predicted).toBe(likeliest(items[i].probabilities));
      expect(judgement.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    });
    expect(report.pooled.accuracy).toBeCloseTo(
      judged.filter(({ truth, predicted }) => truth === predicted).length / judged.length,
      12,
    );
  });

  it('calibrates what it lists and what it draws', () => {
    const { report, judged } = makeReport(crossValidation(), FACTS);
    const rows = judged.map(({ probabilities }) => probabilities);
    const truth = judged.map((judgement) => judgement.truth);
    expect(report.calibration.fittedOn).toBe('other folds');
    expect(report.calibration.temperature).toBeGreaterThan(2);
    expect(report.calibration.after).toEqual(calibrationOf(rows, truth));
    expect(report.calibration.after!.ece).toBeLessThan(report.calibration.before.ece / 2);
    expect(report.calibration.after!.nll).toBeLessThan(report.calibration.before.nll);
    expect(report.coverage).toEqual(coverageCurve(rows, truth));
  });

  it('takes probabilities as they are where no temperature could be fitted', () => {
    const run = drawRun(LABELS, FOLDS[0]);
    const { report, judged } = makeReport([run], FACTS);
    expect(report.calibration).toMatchObject({ after: null, temperature: null, fittedOn: null });
    expect(judged.map(({ probabilities }) => probabilities)).toEqual(
      run.items.map(({ probabilities }) => probabilities),
    );
    expect(report.uar.deviation).toBeNull();
  });

  it('brings runs of different labels together, in the vocabulary’s order', () => {
    const item = (emotion: Emotion, probabilities: number[]) =>
      judgedItem({ clipId: emotion, emotion, probabilities });
    const runs: JudgedRun[] = [
      { seed: 1, fold: 'a', temperature: 2, labels: ['angry', 'happy'], items: [item('happy', [0.1, 0.9])] },
      { seed: 1, fold: 'b', temperature: 2, labels: ['happy', 'calm'], items: [item('calm', [0.2, 0.8])] },
    ];
    const { report, judged } = makeReport(runs, FACTS);
    expect(report.labels).toEqual(['calm', 'happy', 'angry']);
    expect(judged.map(({ truth, predicted }) => [truth, predicted])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    // Scaled among the labels that the run has, so that one it has not stays at 0: √0.9 : √0.1 is 3 : 1.
    expect(judged[0].probabilities[0]).toBe(0);
    expect(judged[0].probabilities[1]).toBeCloseTo(0.75, 12);
    expect(judged[0].probabilities[2]).toBeCloseTo(0.25, 12);
    expect(judged[1].probabilities[2]).toBe(0);
  });

  it('scores speakers, corpora, intensities and genders', () => {
    const run = drawRun(LABELS, ['ann', 'bob']);
    run.items.forEach((item, i) => {
      item.gender = item.speaker === 'ann' ? 'female' : 'male';
      item.intensity = i % 2 === 0 ? 'strong' : null;
      item.corpus = i < 10 ? 'TESS' : 'SAVEE';
    });
    const { report } = makeReport([run], FACTS);
    const sizes = (groups: readonly { name: string; clips: number }[]) =>
      groups.map(({ name, clips }) => [name, clips]);
    expect(sizes(report.perSpeaker)).toEqual([
      ['ann', 40],
      ['bob', 40],
    ]);
    expect(sizes(report.perGender)).toEqual([
      ['female', 40],
      ['male', 40],
    ]);
    expect(sizes(report.perCorpus)).toEqual([
      ['SAVEE', 70],
      ['TESS', 10],
    ]);
    expect(sizes(report.perIntensity)).toEqual([['strong', 40]]);
    expect(makeReport(crossValidation(), FACTS).report.perIntensity).toEqual([]);
  });

  it('draws a speaker’s clips of all seeds together', () => {
    const once = crossValidation([1]);
    const twice = [...once, ...once.map((run) => ({ ...run, seed: 2 }))];
    const { interval } = makeReport(once, FACTS).report;
    expect(interval).toMatchObject({ by: 'speaker', units: 6 });
    // The same answers again are no new evidence.
    expect(makeReport(twice, FACTS).report.interval).toEqual(interval);
  });

  it('draws a clip’s judgements together where speakers are unknown', () => {
    const nobody = drawRun(LABELS, ['?']);
    for (const item of nobody.items) item.speaker = null;
    const { interval } = makeReport([nobody], FACTS).report;
    expect(interval).toMatchObject({ by: 'clip', units: 40 });
    expect(makeReport([nobody, { ...nobody, seed: 2 }], FACTS).report.interval).toEqual(interval);
  });

  it('skips runs without clips, and counts on without them', () => {
    const empty = { ...drawRun(LABELS, FOLDS[0]), items: [] };
    const { report, judged } = makeReport([empty, drawRun(LABELS, FOLDS[1])], FACTS);
    expect(report.runs).toHaveLength(1);
    expect(new Set(judged.map(({ run }) => run))).toEqual(new Set([0]));
    expect(() => makeReport([empty], FACTS)).toThrow(RangeError);
    expect(() => makeReport([], FACTS)).toThrow(RangeError);
  });

  it('refuses clips that do not fit their labels', () => {
    const run = drawRun(['happy', 'sad'], ['ann', 'bob']);
    run.items[0].emotion = 'angry';
    expect(() => makeReport([run], FACTS)).toThrow(/angry/);
    const short = drawRun(['happy', 'sad'], ['ann', 'bob']);
    short.items[0].probabilities = [1];
    expect(() => makeReport([short], FACTS)).toThrow(/1 probabilities for 2 labels/);
  });

  it('is plain JSON, and the same each time', () => {
    const made = makeReport(crossValidation(), { ...FACTS, protocol: 'corpus' });
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(makeReport(crossValidation(), { ...FACTS, protocol: 'corpus' })).toEqual(made);
  });

  it('scores no clip of a corpus that the run was trained on, and yet has the matrix’s diagonal', () => {
    const trained = (own: string, other: string): JudgedRun => {
      const run = drawRun(LABELS, ['ann', 'bob'], { fold: own });
      run.items.forEach((item, i) => {
        item.corpus = i < 60 ? own : other;
        // All of its own right, all others wrong.
        const answer = (LABELS.indexOf(item.emotion) + Number(i >= 60)) % LABELS.length;
        item.probabilities = LABELS.map((_, k) => Number(k === answer));
      });
      return { ...run, trainedOn: [own] };
    };
    const runs = [trained('TESS', 'SAVEE'), trained('SAVEE', 'TESS')];
    const { report, judged } = makeReport(runs, { ...FACTS, protocol: 'corpus' });
    expect(report.uar.mean).toBe(0);
    expect(report.interval).toMatchObject({ low: 0, high: 0 });
    expect(report.pooled.clips).toBe(40);
    expect(judged).toHaveLength(40);
    expect(report.coverage[0].accuracy).toBe(0);
    expect(report.corpusMatrix?.uar).toEqual([
      [1, 0],
      [0, 1],
    ]);
    // Elsewhere all was held out by speaker, and counts.
    expect(makeReport(runs, FACTS).report.pooled.clips).toBe(160);
  });

  it('takes as chance what each run guesses among', () => {
    const runs = [
      drawRun(['happy', 'sad'], ['ann'], { fold: 'a' }),
      drawRun(['happy', 'sad', 'calm', 'angry'], ['bob'], { fold: 'b' }),
    ];
    expect(makeReport(runs, FACTS).report.chance).toBeCloseTo((1 / 2 + 1 / 4) / 2, 12);
  });

  it('says how many runs there were to be, and which were cut short', () => {
    const [first, second] = crossValidation([1]);
    const cutShort = { why: 'stopped', epochs: 3 } as const;
    const { report } = makeReport([first, { ...second, cutShort }], { ...FACTS, planned: 3 });
    expect(report.planned).toBe(3);
    expect(report.runs.map((run) => run.cutShort)).toEqual([null, cutShort]);
    expect(makeReport([first], FACTS).report.planned).toBe(1);
  });

  it('gives the interval of the mean over runs, not of all clips together', () => {
    // One fold of many right clips, three of few wrong ones: pooled far better than the mean of folds.
    const folds = [9, 9, 9, 90].map((clipsEach, f) => {
      const run = drawRun(['happy', 'sad'], [`p${f}a`, `p${f}b`], { fold: `f${f}`, clipsEach });
      for (const item of run.items) {
        const right = clipsEach === 90 ? 1 : 0;
        item.probabilities = ['happy', 'sad'].map((label) =>
          Number(Number(label === item.emotion) === right),
        );
      }
      return run;
    });
    const { report } = makeReport(folds, FACTS);
    expect(report.uar.mean).toBe(0.25);
    expect(report.pooled.uar).toBeGreaterThan(0.7);
    expect(report.interval.low).toBe(0);
    expect(report.interval.high).toBeLessThanOrEqual(0.75);
  });
});

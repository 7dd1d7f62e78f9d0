import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Emotion } from '../../core/dataset/emotions.ts';
import { Random } from '../../core/dataset/random.ts';
import type { JudgedRun } from '../../core/metrics/accuracyReport.ts';
import { makeReport } from '../../core/metrics/makeReport.ts';
import { judgedClip, reportInput } from '../testing/report.ts';
import { type ReportFormat, reportFile } from './files.ts';
import type { ReportInput } from './input.ts';

const FORMATS: readonly ReportFormat[] = ['html', 'json', 'csv'];

const reportFiles = (input: ReportInput) => FORMATS.map((format) => reportFile(input, format));

describe('a report’s files', () => {
  it('are a page, its numbers and its clips, under one name', () => {
    const files = reportFiles(reportInput());
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['intone-report-run-3-2-folds.html', 'text/html;charset=utf-8'],
      ['intone-report-run-3-2-folds.json', 'application/json'],
      ['intone-report-run-3-2-folds.csv', 'text/csv;charset=utf-8'],
    ]);
    expect(files.map(({ text }) => text.slice(0, 9))).toEqual(
      ['<!doctype', '{\n  "forma', 'path,sour'].map((start) => start.slice(0, 9)),
    );
  });

  it('say in every name that a random split is a leak demonstration', () => {
    for (const { name } of reportFiles(reportInput({ protocol: 'random' })))
      expect(name).toMatch(/^intone-leak-demonstration-run-3-2-folds\./);
  });

  it.each([
    ['../../etc/passwd', 'intone-report-etc-passwd.html'],
    ['Läufe “3” / 悲', 'intone-report-läufe-3-悲.html'],
    ['***', 'intone-report.html'],
    ['x'.repeat(300), `intone-report-${'x'.repeat(60)}.html`],
  ])('have a name that every file system takes: %s', (title, expected) => {
    expect(reportFile(reportInput({}, { title }), 'html').name).toBe(expected);
  });

  it('hold the report as JSON, number for number', () => {
    const input = reportInput({}, { voiceCurve: [{ clips: 5, uar: 0.55 }] });
    const json = JSON.parse(reportFile(input, 'json').text);
    expect(json).toMatchObject({
      format: 'intone-report',
      version: 1,
      heading: 'Run 3, 2 folds',
      leakDemonstration: false,
      protocol: { id: 'published', name: 'Published folds' },
      createdAt: input.createdAt,
      dataset: input.dataset,
    });
    expect(json.report).toEqual(input.report);
    expect(json.recipe).toEqual(input.recipe);
    expect(json.voiceCurve).toEqual(input.voiceCurve);
    expect(json.caveats.join(' ')).toContain('Acted speech is not real life');
  });

  it('head the JSON of a random split as a leak demonstration', () => {
    const json = JSON.parse(reportFile(reportInput({ protocol: 'random' }), 'json').text);
    expect(json.heading).toBe('LEAK DEMONSTRATION: Run 3, 2 folds');
    expect(json.leakDemonstration).toBe(true);
    expect(json.caveats[0]).toContain('too good to be true');
  });
});

const LABELS: Emotion[] = ['neutral', 'happy', 'sad'];

/** A run on 60 clips of six speakers that it mostly gets right, its probabilities drawn. */
function drawnRun(seed: number, fold: string, corpus: string): JudgedRun {
  const random = new Random(seed).fork(fold);
  const items = Array.from({ length: 60 }, (_, i) => {
    const truth = i % LABELS.length;
    const raw = LABELS.map((_, k) => random.uniform() + (k === truth ? 0.5 : 0));
    const sum = raw.reduce((a, b) => a + b);
    return {
      clipId: `${fold} ${i}`,
      emotion: LABELS[truth],
      probabilities: raw.map((value) => value / sum),
      speaker: `${corpus} ${fold} ${i % 6}`,
      gender: i % 2 ? 'female' : 'male',
      corpus,
      intensity: null,
      text: null,
    };
  });
  return { seed, fold, labels: LABELS, temperature: 1.2, items };
}

describe('a report of drawn runs', () => {
  const runs = [drawnRun(1, 'A', 'TESS'), drawnRun(2, 'A', 'TESS'), drawnRun(1, 'B', 'SAVEE')];
  const facts = {
    protocol: 'speaker-folds',
    usesTestSpeakersClips: false,
    aligned: 'none',
    corpora: ['TESS', 'SAVEE'],
  } as const;
  const { report, judged } = makeReport(runs, { ...facts, corpora: [...facts.corpora] });
  const input = reportInput(report, {
    judged: judged.map(({ run, truth, predicted, probabilities }) =>
      judgedClip({}, { run, truth, predicted, probabilities }),
    ),
  });
  const [page, json, csv] = reportFiles(input);

  it('shows the very numbers of the report', () => {
    expect(page.text).toContain(
      `${(100 * report.uar.mean).toFixed(1)} ± ${(100 * report.uar.deviation!).toFixed(1)} %`,
    );
    for (const { name, uar } of report.perSpeaker) {
      expect(page.text).toMatch(new RegExp(`${name}</th><td>\\d+</td><td>${(100 * uar).toFixed(1)} %`));
    }
    expect(page.text).not.toMatch(/undefined|NaN|Per intensity/);
    expect(JSON.parse(json.text).report).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('has as many lines as clips judged, which give the accuracy again', () => {
    const lines = csv.text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(180);
    const right = lines.filter((line) => {
      const [truth, predicted] = line.split(',').filter((field) => EMOTIONS.includes(field as Emotion));
      return truth === predicted;
    });
    expect(right.length / lines.length).toBeCloseTo(report.pooled.accuracy, 12);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../core/dataset/clip.ts';
import { makeReport } from '../core/metrics/makeReport.ts';
import { CLASSIC_RECIPE } from '../core/recipe/recipe.ts';
import type { RunRow } from '../storage/run-record.ts';
import type { Evaluation } from './evaluation.ts';
import { useNotices } from './notices.ts';
import { exportReport } from './reportExport.ts';
import { useRuns } from './runs.ts';

const clip = (id: string, emotion: Clip['emotion']): Clip => ({
  id,
  corpus: 'RAVDESS',
  emotion,
  speaker: 'RAVDESS 01',
  gender: null,
  text: null,
  intensity: null,
  sourceName: 'a.zip',
  path: `${id}.wav`,
  bytes: 1,
  stamp: '',
  durationS: 1,
  sampleRateHz: 16000,
  channels: 1,
  encoding: 'WAV 16-bit',
  peak: 1,
  frames: 10,
});

function evaluation(of: Evaluation['of']): Evaluation {
  const clips = [clip('a', 'happy'), clip('b', 'sad')];
  const items = clips.map((each) => ({ ...each, clipId: each.id, probabilities: [0.7, 0.3] }));
  const { report, judged } = makeReport(
    [{ seed: 1, fold: '', labels: ['happy', 'sad'], temperature: null, items }],
    { protocol: 'speaker', usesTestSpeakersClips: false, aligned: 'none', corpora: ['RAVDESS'] },
  );
  const tested = judged.map((judgement, i) => ({ ...judgement, clip: clips[i] }));
  return { of, title: 'Run 3', report, tested, voiceCurve: null, recipe: CLASSIC_RECIPE, temperatures: null };
}

const row = (id: string, series: string | null) =>
  ({
    id,
    series: series && { id: series },
    dataset: { corpora: ['RAVDESS'], clips: 10, speakers: 5 },
  }) as RunRow;

beforeEach(() => {
  useRuns.setState({ rows: [row('run', null), row('member', 'series')] });
  useNotices.setState({ notices: [] });
});

describe('exportReport', () => {
  it('gives each format its own type and name', async () => {
    const files = (['html', 'json', 'csv'] as const).map(
      (format) => exportReport(evaluation({ kind: 'run', id: 'run' }), format)!,
    );
    expect(files.map(({ blob }) => blob.type.split(';')[0])).toEqual([
      'text/html',
      'application/json',
      'text/csv',
    ]);
    expect(files.map(({ name }) => name.split('.').at(-1))).toEqual(['html', 'json', 'csv']);
    const json = JSON.parse(await files[1].blob.text());
    expect(JSON.stringify(json)).toContain('"speakers":5');
  });

  it('finds the dataset of a series by any of its runs', () => {
    expect(exportReport(evaluation({ kind: 'series', id: 'series' }), 'json')).not.toBeNull();
    expect(useNotices.getState().notices).toEqual([]);
  });

  it('says so where the run was deleted, instead of guessing its dataset', () => {
    expect(exportReport(evaluation({ kind: 'run', id: 'gone' }), 'json')).toBeNull();
    expect(useNotices.getState().notices[0].message).toContain('Run 3 was deleted');
  });
});

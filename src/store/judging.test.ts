import { expect, it, vi } from 'vitest';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import type { RunRow } from '../storage/run-record.ts';
import { evaluable, evaluationOf, type TestedRun } from './judging.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));

const row = (index: number, changes: Partial<RunRow> = {}) =>
  ({
    id: `r${index}`,
    name: `Run 3 · Fold ${index}`,
    recipe: COMPACT_RECIPE,
    labels: ['happy', 'sad'],
    status: 'finished',
    epochs: [],
    test: { uar: 1 },
    series: { id: 's', kind: 'folds', name: 'Run 3', index, of: 3, fold: { index, name: `Fold ${index}` } },
    ...changes,
  }) as unknown as RunRow;

const tested = (of: RunRow, changes: Partial<TestedRun> = {}) =>
  ({
    row: of,
    tested: ['happy', 'sad'].map((emotion) => ({
      clip: { id: `${of.id} ${emotion}`, emotion, speaker: null, corpus: 'RAVDESS' },
      probabilities: [0.6, 0.4],
    })),
    temperature: 1.5,
    validationClips: 4,
    corpora: ['RAVDESS'],
    voiceCurve: null,
    aligns: false,
    ...changes,
  }) as TestedRun;

it('says what a series lacks, and which runs were cut short', async () => {
  const stopped = row(1, { status: 'stopped', epochs: [1, 2, 3] as never });
  const { title, report } = await evaluationOf(
    { kind: 'series', id: 's' },
    [row(0), stopped].map((r) => tested(r)),
  );
  expect(title).toBe('Run 3: 2 of 3 runs');
  expect(report.planned).toBe(3);
  expect(report.runs.map(({ cutShort }) => cutShort)).toEqual([null, { why: 'stopped', epochs: 3 }]);
  expect(evaluable([row(0), stopped]).map((of) => of.title)).toContain('Run 3: 2 of 3 runs');
  // One run of it is whole by itself.
  expect((await evaluationOf({ kind: 'run', id: 'r0' }, [tested(row(0))])).report.planned).toBe(1);
});

it('takes no temperature for fitted that an earlier version only had as 1', async () => {
  const of = { kind: 'run', id: 'r0' } as const;
  const kept = await evaluationOf(of, [tested(row(0), { temperature: 1 })]);
  expect(kept.report.calibration).toMatchObject({ temperature: null, after: null });
  const fitted = await evaluationOf(of, [tested(row(0))]);
  expect(fitted.report.calibration).toMatchObject({ temperature: 1.5, fittedOn: 'validation' });
});

it('says what the test speakers’ own clips were used for, in how many of the runs', async () => {
  const scaled = (index: number) => row(index, { recipe: { ...COMPACT_RECIPE, scale: 'speaker' } });
  const by = (index: number, aligns: boolean, speaker: string | null = 'A') => {
    const run = tested(scaled(index), { aligns });
    return { ...run, tested: run.tested.map((one) => ({ ...one, clip: { ...one.clip, speaker } })) };
  };
  const useOf = async (...runs: TestedRun[]) => {
    const { report } = await evaluationOf({ kind: 'series', id: 's' }, runs);
    return [report.usesTestSpeakersClips, report.aligned];
  };
  expect(await useOf(by(0, true), by(1, true))).toEqual([true, 'all']);
  expect(await useOf(by(0, true), by(1, false))).toEqual([true, 'some']);
  expect(await useOf(by(0, false))).toEqual([true, 'none']);
  // Of speakers who are not known nothing can be used.
  expect(await useOf(by(0, true, null))).toEqual([false, 'none']);
  expect(await useOf(tested(row(0)))).toEqual([false, 'none']);
});

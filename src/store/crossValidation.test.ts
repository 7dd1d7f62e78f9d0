import { beforeEach, expect, it, vi } from 'vitest';
import type { Emotion } from '../core/dataset/emotions.ts';
import { fitTemperature } from '../core/metrics/temperature.ts';
import { COMPACT_RECIPE, type Recipe } from '../core/recipe/recipe.ts';
import type { RunOutcome, RunRow } from '../storage/run-record.ts';
import { commonTemperature, crossValidationOf, runTemperature } from './crossValidation.ts';

const { outcomes } = vi.hoisted(() => ({ outcomes: new Map<string, unknown>() }));
vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./runs.ts', async (actual) => ({
  ...(await actual<object>()),
  runPart: async (id: string) => outcomes.get(id),
}));

beforeEach(() => outcomes.clear());

const LABELS: Emotion[] = ['happy', 'sad'];

type Changes = Partial<Pick<RunRow, 'status' | 'dataset' | 'labels'>> & {
  keep?: 'best' | 'last';
  share?: number;
};

const recipe = ({ keep = 'best', share = 0.15 }: Changes, by: Recipe['split']['by']): Recipe => ({
  ...COMPACT_RECIPE,
  split: { ...COMPACT_RECIPE.split, by, validationShare: share },
  training: { ...COMPACT_RECIPE.training, keep },
});

const DATASET = { corpora: ['RAVDESS'], clips: 100, speakers: 4 };

/** A fold that recognised all happy clips of its speaker, and no sad one. */
function fold(series: string, index: number, changes: Changes = {}, of = 2): RunRow {
  const { keep: _keep, share: _share, ...rest } = changes;
  const id = `${series}${index}`;
  const clip = (emotion: Emotion) => ({
    id: `${index} ${emotion}`,
    emotion,
    speaker: `s${index}`,
    corpus: 'RAVDESS',
  });
  outcomes.set(id, {
    tested: LABELS.map((emotion) => ({ clip: clip(emotion), probabilities: [0.9, 0.1] })),
    bundle: { model: { temperature: 1 }, card: { validationClips: 0, corpora: [], test: null } },
  } as unknown as RunOutcome);
  return {
    id,
    recipe: recipe(changes, 'speaker-folds'),
    labels: LABELS,
    dataset: DATASET,
    status: 'finished',
    series: { id: series, kind: 'folds', name: series, index, of, fold: { index, name: `Fold ${index}` } },
    test: { uar: 0.5 },
    ...rest,
  } as RunRow;
}

const folds = (series: string, changes: Changes = {}) => [0, 1].map((index) => fold(series, index, changes));
const everyone = (changes: Changes = {}) => ({
  recipe: recipe(changes, 'everyone'),
  dataset: DATASET,
  labels: LABELS,
  ...changes,
});
const speaksFor = async (rows: RunRow[], run = everyone()) => (await crossValidationOf(run, rows)) !== null;

it('is that of the same recipe on the same recordings', async () => {
  const found = await crossValidationOf(everyone(), folds('a'));
  expect(found!.facts).toMatchObject({ protocol: 'speaker-folds', folds: 2, seeds: 1, uar: { mean: 0.5 } });
  for (const other of [{ clips: 99 }, { speakers: 5 }, { corpora: ['TESS'] }])
    expect(await speaksFor(folds('b', { dataset: { ...DATASET, ...other } }))).toBe(false);
});

it('holds which epoch was kept for a part of the recipe, as far as there was a choice', async () => {
  expect(await speaksFor(folds('a', { keep: 'last' }))).toBe(false);
  expect(await speaksFor(folds('b', { keep: 'last' }), everyone({ keep: 'last' }))).toBe(true);
  // Nothing to choose by: the last one, whatever the recipe says.
  expect(await speaksFor(folds('c', { share: 0 }))).toBe(false);
  expect(await speaksFor(folds('d', { keep: 'last' }), everyone({ share: 0 }))).toBe(true);
});

it('needs every fold trained to its end', async () => {
  const [first, second] = folds('a');
  expect(await speaksFor([first, { ...second, status: 'stopped-early' }])).toBe(true);
  for (const status of ['stopped', 'diverged', 'unfinished'] as const)
    expect(await speaksFor([first, { ...second, status }])).toBe(false);
  expect(await speaksFor([first])).toBe(false);
});

it('is the newest that is whole, though a newer one is not', async () => {
  const cut = fold('late', 0, { labels: LABELS });
  expect(await speaksFor([...folds('early'), cut])).toBe(true);
});

it('tells recalls in the order of the model’s labels', async () => {
  const rows = folds('a');
  const { facts } = (await crossValidationOf(everyone({ labels: ['angry', 'sad', 'happy'] }), rows))!;
  expect(facts.recallByLabel).toEqual([null, 0, 1]);
});

it('tells how sure of itself a model of everybody is to be, and each of its own', async () => {
  const found = (await crossValidationOf(everyone(), folds('a')))!;
  // By all clips together; each of its own by those that the others were tested on.
  const row = [0.9, 0.1];
  expect(commonTemperature(found)).toBe(fitTemperature([row, row, row, row], [0, 1, 0, 1]));
  expect(runTemperature(found, 'a1')).toBe(found.evaluation.temperatures![1]);
  expect(runTemperature(found, 'another')).toBeNull();
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_RECIPE, type ProtocolId } from '../../../src/core/recipe/recipe.ts';
import type { RunRow } from '../../../src/storage/run-record.ts';
import { runOf } from '../../../src/storage/testing/run-fixture.ts';
import type { IntonePage } from '../../pages/intone.ts';
import { accuracyOptions } from './options.ts';
import type { KeptSession } from './session.ts';
import { begin, trainOnEveryone } from './training.ts';

const { asked } = accuracyOptions({ zip: 'a.zip', json: 'out.json', protocol: 'published' });

/** What a page shows and keeps. */
interface Seen {
  state: Awaited<ReturnType<IntonePage['trainingState']>>;
  rows: RunRow[];
  complaints: string[];
}

function run(id: string, by: ProtocolId, changes: Partial<RunRow> = {}): RunRow {
  return runOf(id, { recipe: { ...DEFAULT_RECIPE, split: { ...DEFAULT_RECIPE.split, by } }, ...changes });
}

const CROSS_VALIDATED: Seen = {
  state: 'done',
  rows: [run('fold', 'published', { status: 'finished' })],
  complaints: [],
};
const FRESH: Seen = { state: 'other', rows: [], complaints: [] };

/**
 * A page that shows `before` until Train is pressed, and after that `looks`, one after the other: the last stays.
 * @param refusal what pressing Train throws
 */
function pageThat(before: Seen, looks: Partial<Seen>[], refusal: Error | null = null): KeptSession {
  let seen = before;
  const left = looks.map((look) => ({ ...before, ...look }));
  const goOn = async () => {
    seen = left.shift() ?? seen;
  };
  const intone = {
    // How keptRuns reads them.
    page: { evaluate: async () => [...seen.rows] },
    go: async () => {},
    chooseSetting: async () => {},
    setNumber: async () => {},
    setSwitch: async () => {},
    complaints: async () => seen.complaints,
    trainingState: async () => seen.state,
    beginTraining: async () => {
      await goOn();
      if (refusal) throw refusal;
    },
  };
  return { intone, look: goOn } as unknown as KeptSession;
}

/** What it ends with: its error's words, or null; however long it waits between two looks. */
async function endOf(work: Promise<void>): Promise<string | null> {
  const end = work.then(
    () => null,
    (error: Error) => error.message,
  );
  await vi.runAllTimersAsync();
  return end;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('begins once the page keeps all runs of the series', async () => {
  const series = {
    id: 's',
    kind: 'folds',
    name: 'Run 1',
    index: 0,
    of: 2,
    fold: { index: 0, name: '' },
  } as const;
  const rows = ['a', 'b'].map((id) => run(id, 'published', { series }));
  const looks = [FRESH, { rows: rows.slice(0, 1) }, { rows }, { complaints: ['Too late.'] }];
  expect(await endOf(begin(pageThat(FRESH, looks), asked))).toBeNull();
});

it.each<[string, Partial<Seen>[], string]>([
  ['a complaint', [FRESH, { complaints: ['Old.', 'The disk is full.'] }], 'did not begin: The disk is full.'],
  ['a failure in words said before', [{ state: 'failed', complaints: ['Old.'] }], 'did not begin: Old.'],
  ['a failure without a word', [{ state: 'failed', complaints: [] }], 'does not say why'],
  ['an end of which nothing is kept', [{ state: 'done' }], 'keeps no runs'],
])('ends with what the page said: %s', async (_, looks, words) => {
  expect(await endOf(begin(pageThat({ ...FRESH, complaints: ['Old.'] }, looks), asked))).toContain(words);
});

it('trains the final model to its end, and counts only its own run', async () => {
  const everyone = (status: RunRow['status']) => [
    ...CROSS_VALIDATED.rows,
    run('all', 'everyone', { status }),
  ];
  const looks: Partial<Seen>[] = [
    { state: 'other' },
    { state: 'other', rows: everyone('unfinished') },
    { rows: everyone('finished') },
  ];
  expect(await endOf(trainOnEveryone(pageThat(CROSS_VALIDATED, looks), asked))).toBeNull();
});

it('leaves the final model be where it is trained', async () => {
  const rows = [run('all', 'everyone', { status: 'finished' })];
  const session = pageThat({ ...CROSS_VALIDATED, rows }, [], new Error('Train was pressed.'));
  expect(await endOf(trainOnEveryone(session, asked))).toBeNull();
});

it('ends with what the page said of the final model, too', async () => {
  const complaints = ['The worker died.'];
  const failed = pageThat(CROSS_VALIDATED, [{ state: 'other' }, { state: 'failed', complaints }]);
  expect(await endOf(trainOnEveryone(failed, asked))).toContain('did not begin: The worker died.');
  const refused = pageThat(CROSS_VALIDATED, [{ complaints }], new Error('“Done” stays.'));
  expect(await endOf(trainOnEveryone(refused, asked))).toContain('did not begin: The worker died.');
  const silent = pageThat(CROSS_VALIDATED, [{}], new Error('“Done” stays.'));
  expect(await endOf(trainOnEveryone(silent, asked))).toBe('“Done” stays.');
});

import type { Page } from '@playwright/test';
import { spreadOf } from '../../src/core/metrics/spread.ts';
import type { IntonePage } from '../pages/intone.ts';
import { ravdessFiles, tessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { countKeptParts, keptRuns } from '../support/runs.ts';
import { HAS_STARTER } from '../support/starter.ts';

/** 36 clips of 6 speakers, to be divided into 3 folds. */
async function ready(intone: IntonePage, epochs: number): Promise<void> {
  await readyToTrain(intone, { speakers: 6, takes: 2 }, { network: 'classic', epochs });
  await intone.chooseSetting('Split', 'speaker-folds');
  await intone.setNumber('Folds', 3);
}

/** '61.3 ± 4.0 %', of the runs as they are kept. */
function spreadWords(uars: number[]): string {
  const { mean, deviation } = spreadOf(uars);
  return `${(100 * mean).toFixed(1)} ± ${(100 * deviation!).toFixed(1)} %`;
}

const testUars = async (page: Page) => (await keptRuns(page)).map(({ test }) => test!.uar);

test('a cross-validation over seeds is previewed, followed, reported as a whole, brought back and deleted', async ({
  intone,
}) => {
  const { page } = intone;
  await ready(intone, 2);
  await intone.setNumber('Repeats', 2);
  await expect(page.getByText('6 runs: 3 folds × 2 seeds.')).toBeVisible();
  await page.getByText('Who is tested in each fold').first().click();
  await expect(intone.rowsOf('Who is tested in each fold')).toHaveCount(3);

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(intone.rowsOf('How far each of them is')).toHaveCount(6);
  await expect(page.getByRole('heading', { name: 'Done: 6 runs' })).toBeVisible({ timeout: 60_000 });
  await intone.expectState('Train', '6 of 6 runs done');
  const runs = await keptRuns(page);
  expect(runs.map(({ recipe, series }) => [recipe.training.seed, series!.fold.index])).toEqual([
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 0],
    [2, 1],
    [2, 2],
  ]);
  const words = spreadWords(runs.map(({ test }) => test!.uar));
  await expect(intone.figure('Test UAR, mean ± deviation of 6 of 6')).toHaveText(words);

  await intone.go('Evaluate');
  const picker = page.getByLabel('Report on', { exact: true });
  const shown = picker.locator('option:checked');
  const headline = page.getByRole('heading', { name: /^UAR/ });
  await expect(shown).toHaveText('Run 1: 3 folds × 2 seeds');
  await expect(headline).toHaveText(`UAR ${words} on speakers it never heard`);
  await expect(intone.rowsOf('UAR and accuracy of each run')).toHaveCount(6);
  const speakers = page.getByRole('region', { name: 'By speaker' });
  await speakers.getByRole('button', { name: 'Show as table' }).click();
  await expect(intone.rowsOf('Results by speaker')).toHaveCount(6);
  // Each of the 36 clips was tested once for each seed.
  const matrix = page.getByRole('table', { name: /Confusion matrix/ });
  const cells = await matrix.getByRole('button').evaluateAll((all) => all.map((cell) => cell.ariaLabel!));
  expect(cells.reduce((sum, name) => sum + Number(/: (\d+) of/.exec(name)![1]), 0)).toBe(72);
  const clips = await intone.openFullestCell();
  await expect(intone.rowsOf(/^Test clips acted/)).toHaveCount(clips);
  await expect(intone.rowsOf(/^Test clips acted/).first()).toContainText(/seed [12]/);
  await page
    .getByRole('button', { name: /^Play / })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Stop / }).first()).toBeVisible();

  const first = runs.find(({ recipe, series }) => recipe.training.seed === 2 && series!.fold.index === 0)!;
  await picker.selectOption({ label: first.name });
  await expect(headline).toHaveText(`UAR ${(100 * first.test!.uar).toFixed(1)} % on speakers it never heard`);
  await expect(intone.rowsOf('UAR and accuracy of each run')).toHaveCount(0);

  const inUse = async () => {
    await intone.go('Train');
    await page.getByRole('button', { name: '6 runs of Run 1' }).click();
    return page.getByRole('button', { name: /^In use: / }).getAttribute('aria-label');
  };
  const before = await inUse();
  await page.reload();
  await intone.go('Evaluate');
  await expect(headline).toHaveText(`UAR ${words} on speakers it never heard`);
  await expect(shown).toHaveText('Run 1: 3 folds × 2 seeds');
  expect(await inUse()).toBe(before);

  expect(await countKeptParts(page)).toBeGreaterThanOrEqual(6);
  await page.getByRole('button', { name: 'Delete Run 1', exact: true }).click();
  const asked = page.getByRole('group', { name: 'Delete Run 1?' });
  await expect(asked).toContainText('all 6 runs');
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('table', { name: 'Runs' })).toHaveCount(0);
  await expect.poll(() => countKeptParts(page)).toBe(0);
  expect(await keptRuns(page)).toEqual([]);
  await page.reload();
  await intone.expectState('Evaluate', 'Waits for a run');
  await intone.expectState('Live', HAS_STARTER ? 'Try the starter model' : 'Waits for a model');
});

test('a cross-validation that is cut off between its folds goes on to the last of them', async ({
  intone,
}) => {
  const { page } = intone;
  // One fold after the other, on every machine.
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 }));
  // Each fold takes long enough to be caught under way on a fast machine too.
  const epochs = 60;
  await ready(intone, epochs);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const states = async () => (await keptRuns(page)).map(({ status, epochs }) => [status, epochs.length > 0]);
  await expect.poll(states, { timeout: 60_000, intervals: [100] }).toEqual([
    ['finished', true],
    ['unfinished', true],
    ['unfinished', false],
  ]);
  await page.reload();
  await intone.expectState('Train', 'A run to go on with');
  await intone.go('Train');
  const [kept] = await keptRuns(page);
  await expect(intone.status('and 1 other were cut off')).toBeVisible();
  // They go on together: in the list, too, their common row alone offers it.
  await page.getByRole('button', { name: '3 runs of Run 1' }).click();
  await expect(page.getByRole('button', { name: /^Use Run 1|^In use: Run 1/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Go on with/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Go on', exact: true }).first().click();
  // The fold that had ended stays in view.
  await expect(intone.rowsOf('How far each of them is')).toHaveCount(3);
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });

  const runs = await keptRuns(page);
  expect(runs.map(({ status, epochs }) => [status, epochs.length])).toEqual(
    Array(3).fill(['finished', epochs]),
  );
  expect(runs[0]).toEqual(kept);
  await intone.go('Evaluate');
  await expect(page.getByRole('heading', { name: /^UAR/ })).toContainText(spreadWords(await testUars(page)));
  await expect(intone.rowsOf('UAR and accuracy of each run')).toHaveCount(3);
});

test('two corpora make a matrix: each trains in turn, and is tested on speakers of its own too', async ({
  intone,
}) => {
  const { page } = intone;
  const small = { emotions: ['happy', 'sad'] as const, takes: 2 };
  const emotions = [...small.emotions];
  await intone.open();
  await intone.add([
    { name: 'ravdess.zip', buffer: await zipOf(ravdessFiles({ speakers: 4, ...small, emotions })) },
    { name: 'tess.zip', buffer: await zipOf(tessFiles({ ...small, emotions })) },
  ]);
  await intone.expectState('Data', '24 clips, 6 speakers');
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 1);
  await intone.chooseSetting('Split', 'corpus');
  await page.getByRole('checkbox', { name: 'RAVDESS' }).check();
  await expect(page.getByText('Tested on TESS.')).toBeVisible();
  await expect(page.getByText('1 run.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'RAVDESS' }).uncheck();
  await expect(page.getByText('2 runs: 2 folds.')).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Done: 2 runs' })).toBeVisible({ timeout: 60_000 });

  await intone.go('Evaluate');
  await expect(page.getByRole('heading', { name: /^UAR/ })).toContainText('on corpora it never heard');
  const rows = intone.rowsOf('UAR by the corpora trained on and the corpus tested on');
  await expect(rows).toHaveText([/^RAVDESS\d[\d.]* %\d[\d.]* %$/, /^TESS\d[\d.]* %\d[\d.]* %$/]);
});

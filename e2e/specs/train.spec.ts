import type { IntonePage } from '../pages/intone.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';

/** 72 clips of 6 speakers. */
const ready = (intone: IntonePage, epochs: number) =>
  readyToTrain(intone, { speakers: 6 }, { network: 'classic', epochs });

test('a run shows its progress, its curves and its result, and the same seed repeats it', async ({
  intone,
}) => {
  await ready(intone, 3);
  await intone.trainToEnd();
  const table = async () => {
    await intone.page.getByRole('button', { name: 'Show as table' }).first().click();
    return intone.page.getByRole('table', { name: /epoch/i }).first().textContent();
  };
  const first = await table();
  await intone.go('Evaluate');
  const matrix = await intone.page.getByRole('table', { name: /Confusion matrix/ }).textContent();
  await intone.go('Train');
  await intone.trainToEnd();
  expect(await table()).toBe(first);
  await intone.go('Evaluate');
  expect(await intone.page.getByRole('table', { name: /Confusion matrix/ }).textContent()).toBe(matrix);
});

test('a run can be paused, resumed, and stopped with its best epoch kept', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 400);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await intone.expectState('Train', /Epoch ([3-9]|\d{2,}) of 400/, 60_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: /^Paused/ })).toBeVisible();
  const paused = await intone.stageLink('Train').textContent();
  await intone.go('Explore');
  await intone.go('Train');
  expect(await intone.stageLink('Train').textContent()).toBe(paused);
  await page.getByRole('button', { name: 'Resume' }).click();
  await intone.expectState('Train', /Epoch \d{2,} of 400/, 60_000);
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await expect(page.getByRole('heading', { name: /^Done: epoch \d+ was kept/ })).toBeVisible();
  await intone.expectState('Export', /Model/);
});

test('a run can be cancelled before its first epoch, and another started', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 2);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Ready to train' })).toBeVisible();
  await intone.trainToEnd();
});

test('other front-end settings compute features anew and train', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 1);
  await page.getByText('Front end (MFCC)').click();
  await intone.setNumber('MFCCs', 20);
  await intone.chooseSetting('Deltas', '1');
  await page.getByLabel('Pitch and voicing (F0)').click();
  await page.getByLabel('Loudness (RMS)').click();
  await intone.trainToEnd();
  await intone.go('Explore');
  await expect(page.getByText('20 MFCCs')).toBeVisible();
});

test('a random split is called a leak wherever its score is shown', async ({ intone }) => {
  await ready(intone, 1);
  await intone.chooseSetting('Split', 'random');
  const warning = intone.status('the same people are in training and in test');
  await expect(warning.first()).toBeVisible();
  await intone.trainToEnd();
  await intone.go('Evaluate');
  await expect(warning).toBeVisible();
  await intone.expectState('Evaluate', 'leak');
  await intone.go('Export');
  await expect(intone.status('random split')).toBeVisible();
});

test('a harsh recipe ends with a word, never with NaN on the page', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 30);
  await intone.setNumber('Learning rate', 0.1);
  await page.getByText('More training settings').click();
  await intone.setNumber('Weight decay', 1);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  // Either it survives this harsh recipe or it says what happened: never a silent NaN.
  await expect(page.getByRole('heading', { name: /^Done|did not finish/ })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('NaN')).toHaveCount(0);
});

test('every backend that can train is offered, and the one chosen is used', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 1);
  await expect(page.getByRole('heading', { name: /does the sums/ })).toBeVisible({ timeout: 60_000 });
  const table = page.getByRole('table', { name: 'Backends tried' });
  await expect(table).toContainText('WebAssembly');
  await expect(table).toContainText(/WebAssembly \d+ ms\/step/);
  await page.getByRole('button', { name: 'Test again' }).click();
  await expect(page.getByRole('heading', { name: 'WebAssembly does the sums' })).toBeVisible({
    timeout: 60_000,
  });
  await intone.chooseSetting('Backend', 'cpu');
  await expect(page.getByRole('heading', { name: 'Plain JavaScript does the sums' })).toBeVisible({
    timeout: 60_000,
  });
  await intone.trainToEnd();
  await expect(page.getByText('on Plain JavaScript')).toBeVisible();
});

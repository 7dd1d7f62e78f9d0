import type { IntonePage } from '../pages/intone.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { curvesOf, keptRuns } from '../support/runs.ts';

/** 72 clips of 6 speakers. */
const ready = (intone: IntonePage, epochs: number) =>
  readyToTrain(intone, { speakers: 6 }, { network: 'classic', epochs });

test('runs are listed, compared, renamed, used, run again and deleted', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 2);
  await intone.trainToEnd();
  await intone.setNumber('Seed', 2);
  await intone.trainToEnd();
  const table = page.getByRole('table', { name: 'Runs' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('list', { name: 'Runs in the chart' }).getByRole('listitem')).toHaveCount(2);

  await page.getByRole('button', { name: 'Rename Run 1' }).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Seed one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Rename Seed one' })).toBeFocused();

  await expect(page.getByRole('button', { name: 'In use: Run 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Use Seed one' }).click();
  await expect(page.getByRole('button', { name: 'In use: Seed one' })).toBeVisible();
  await intone.go('Evaluate');
  const uar = await intone.testUar();
  await intone.go('Train');
  const [first] = await keptRuns(page);
  expect(first.name).toBe('Seed one');
  expect(uar).toBeCloseTo(100 * first.test!.uar, 0);

  await page.getByRole('button', { name: 'Run again: Seed one' }).click();
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });
  const [one, , again] = await keptRuns(page);
  expect(again.recipe).toEqual(one.recipe);
  expect(curvesOf(again)).toEqual(curvesOf(one));
  expect(again.test).toEqual(one.test);

  await page.getByRole('button', { name: 'Delete Run 2' }).click();
  await page.getByRole('group', { name: 'Delete Run 2?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.reload();
  await intone.go('Train');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table).not.toContainText('Run 2');
});

test('runs side by side are the runs that each seed gives by itself', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 2);
  await intone.setNumber('Seed', 2);
  await intone.trainToEnd();
  await intone.setNumber('Seed', 1);
  await intone.setNumber('Repeats', 3);
  await page.getByRole('button', { name: 'Train again' }).click();
  await expect(page.getByRole('heading', { name: 'Done: 3 runs' })).toBeVisible({ timeout: 60_000 });
  await intone.expectState('Train', '3 of 3 runs done');
  await expect(page.getByText(/mean ± deviation of 3 of 3/)).toBeVisible();
  const [alone, ...together] = await keptRuns(page);
  expect(together.map(({ name }) => name)).toEqual(['Run 2 · seed 1', 'Run 2 · seed 2', 'Run 2 · seed 3']);
  expect(curvesOf(together[1])).toEqual(curvesOf(alone));
  expect(together[1].test).toEqual(alone.test);
});

test('runs side by side are paused, cut off and gone on with together', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 300);
  await intone.setNumber('Repeats', 2);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const least = async () => Math.min(...(await keptRuns(page)).map(({ epochs }) => epochs.length));
  await expect.poll(least, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused, 0 of 2 runs done' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  const before = await least();
  await expect.poll(least, { timeout: 60_000 }).toBeGreaterThan(before);
  await page.reload();
  await intone.go('Train');
  await page.getByRole('button', { name: 'Go on', exact: true }).first().click();
  const kept = await least();
  await expect.poll(least, { timeout: 60_000 }).toBeGreaterThan(kept);
  await page.getByRole('button', { name: 'Stop and keep best' }).click();
  await expect(page.getByRole('heading', { name: 'Done: 2 runs' })).toBeVisible({ timeout: 30_000 });
  expect((await keptRuns(page)).map(({ status }) => status)).toEqual(['stopped', 'stopped']);
});

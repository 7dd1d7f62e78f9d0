import type { Page, Worker } from '@playwright/test';
import { IntonePage } from '../pages/intone.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { curvesOf, keptRuns } from '../support/runs.ts';

/** The default network with all its augmentation: every generator must stand where it stood. */
const ready = (intone: IntonePage, epochs: number) => readyToTrain(intone, { speakers: 6 }, { epochs });

async function startAndWaitForEpochs({ page }: IntonePage, runNumber: number, epochs: number): Promise<void> {
  await page.getByRole('button', { name: /^Train( again)?$/ }).click();
  await expect
    .poll(async () => (await keptRuns(page))[runNumber - 1]?.epochs.length ?? 0, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(epochs);
}

/** Of the workers that learn, the one that holds an optimiser's variables beside a model's. */
async function trainingWorker(page: Page): Promise<Worker> {
  const learning = page.workers().filter((worker) => worker.url().includes('learn.worker'));
  const counts = await Promise.all(learning.map((worker) => worker.evaluate(countVariables)));
  return learning[counts.indexOf(Math.max(...counts))];
}

function countVariables(): number {
  const { _tfengine } = globalThis as unknown as {
    _tfengine?: { state: { registeredVariables: object } };
  };
  return Object.keys(_tfengine?.state.registeredVariables ?? {}).length;
}

test('a tab that crashes in mid-run loses one epoch at most, and the curve goes on as if nothing had been', async ({
  intone,
  context,
}) => {
  const { page } = intone;
  await ready(intone, 16);
  await intone.trainToEnd();
  await startAndWaitForEpochs(intone, 2, 3);
  await page.goto('chrome://crash').catch(() => undefined);

  const again = new IntonePage(await context.newPage());
  await again.open();
  await expect(again.status('“Run 2” was cut off after epoch')).toBeVisible();
  await again.expectState('Train', 'A run to go on with');
  await again.go('Train');
  const [, cutOff] = await keptRuns(again.page);
  expect(cutOff.status).toBe('unfinished');
  expect(cutOff.epochs.length).toBeGreaterThanOrEqual(3);
  await again.page.getByRole('button', { name: 'Go on', exact: true }).first().click();
  await expect(again.page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });

  const [whole, resumed] = await keptRuns(again.page);
  expect(resumed.status).toBe('finished');
  expect(curvesOf(resumed)).toEqual(curvesOf(whole));
  expect(resumed.test).toEqual(whole.test);
  await expect(again.status('was cut off')).toHaveCount(0);
});

test('of a run that was cut off the best epoch can be kept without training on', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 300);
  await startAndWaitForEpochs(intone, 1, 2);
  await page.reload();
  await intone.go('Train');
  await page.getByRole('button', { name: 'Keep its best epoch' }).click();
  await expect(page.getByRole('heading', { name: /^Done: epoch \d+ was kept/ })).toBeVisible();
  const [run] = await keptRuns(page);
  expect(run.status).toBe('stopped');
  expect(run.test?.clips).toBeGreaterThan(0);
  await intone.expectState('Export', /Model/);
});

test('after a reload the model of the last run is there, and Live and Evaluate use it', async ({
  intone,
}) => {
  const { page } = intone;
  await ready(intone, 1);
  await intone.trainToEnd();
  await intone.go('Evaluate');
  const uar = await intone.testUar();
  const matrix = page.getByRole('table', { name: /Confusion matrix/ });
  const before = await matrix.textContent();
  await page.reload();
  await intone.expectState('Export', /Model/);
  await intone.go('Evaluate');
  expect(await intone.testUar()).toBe(uar);
  expect(await matrix.textContent()).toBe(before);
  await intone.expectState('Live', 'Ready to listen');
});

test('a worker that is killed is started again from the last checkpoint', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 16);
  await intone.trainToEnd();
  await startAndWaitForEpochs(intone, 2, 3);
  const worker = await trainingWorker(page);
  await worker.evaluate(() => self.close()).catch(() => undefined);
  await expect(intone.status('stopped unexpectedly')).toContainText(/Training goes on after epoch \d/);
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });
  const [whole, resumed] = await keptRuns(page);
  expect(curvesOf(resumed)).toEqual(curvesOf(whole));
});

test('a loss that is not a number ends the run with the last good weights', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 300);
  await startAndWaitForEpochs(intone, 1, 2);
  const worker = await trainingWorker(page);
  await worker.evaluate(() => {
    type Weight = { size: number; mul(factor: number): unknown; assign(value: unknown): void };
    const { _tfengine } = globalThis as unknown as {
      _tfengine: { state: { registeredVariables: Record<string, Weight> } };
    };
    for (const weight of Object.values(_tfengine.state.registeredVariables))
      weight.assign(weight.mul(Number.NaN));
  });
  await expect(page.getByRole('heading', { name: /^Done: epoch \d+ was kept/ })).toBeVisible();
  await expect(intone.status('The loss ran away')).toContainText('lower learning rate');
  await expect(page.getByText('NaN')).toHaveCount(0);
  const [run] = await keptRuns(page);
  expect(run.status).toBe('diverged');
  expect(run.epochs.every(({ trainLoss }) => Number.isFinite(trainLoss))).toBe(true);
  await intone.expectState('Export', /Model/);
});

test('where memory runs out, a smaller batch is proposed and the run goes on with it', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 40);
  await startAndWaitForEpochs(intone, 1, 2);
  const worker = await trainingWorker(page);
  await worker.evaluate(() => {
    const { _tfengine } = globalThis as unknown as { _tfengine: { backend: { makeOutput(): never } } };
    _tfengine.backend.makeOutput = () => {
      throw new RangeError('Array buffer allocation failed');
    };
  });
  await expect(intone.alert(/memory/i)).toBeVisible();
  await page.getByRole('button', { name: 'Go on with 16 clips per step' }).click();
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });
  const [run] = await keptRuns(page);
  expect(run.epochs).toHaveLength(40);
  expect(run.recipe.training.batchSize).toBe(16);
});

test('a hidden tab goes on training', async ({ intone }) => {
  const { page } = intone;
  await ready(intone, 8);
  // What browsers do to a tab nobody sees: no frames are drawn, and the page's timers run once a second at most.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    Object.defineProperty(document, 'hidden', { value: true });
    window.requestAnimationFrame = () => 0;
    const setTimer = window.setTimeout.bind(window);
    window.setTimeout = ((work: () => void, ms = 0) => setTimer(work, Math.max(1000, ms))) as never;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await startAndWaitForEpochs(intone, 1, 8);
  await expect.poll(async () => (await keptRuns(page))[0].status, { timeout: 30_000 }).toBe('finished');
});

import { readFileSync } from 'node:fs';
import type { Route } from '@playwright/test';
import { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { HAS_STARTER, STARTER_PATH } from '../support/starter.ts';

const STARTER = `**/${STARTER_PATH}`;
const recording = { name: 'speech.wav', buffer: Buffer.from(oneRecording()) };

test('the model that comes with the page answers until the user has another, and what hinders it is said', async ({
  intone,
  browser,
}) => {
  // Such a page says nothing of a starter, and asks for none: src/store/starter.test.ts.
  test.skip(!HAS_STARTER, 'this page was built without a starter model');
  const { page } = intone;
  let asked = 0;
  await page.route(STARTER, (route) => {
    asked++;
    return route.fallback();
  });
  await readyToTrain(intone, { speakers: 4, emotions: ['happy', 'sad'], takes: 2 }, { epochs: 1 });
  await intone.trainToEnd();
  await intone.go('Live');
  await intone.drop([recording]);
  const own = await intone.exactProbabilities();
  await intone.go('Export');
  const bytes = readFileSync(await (await intone.downloadModel()).path());
  // Who trains a model of their own is sent no other.
  expect(asked).toBe(0);

  const context = await browser.newContext();
  let serve: (route: Route) => Promise<void> = (route) => route.abort('internetdisconnected');
  await context.route(STARTER, (route) => serve(route));
  const visit = async () => {
    const visitor = new IntonePage(await context.newPage());
    await visitor.open();
    await visitor.expectState('Live', 'Try the starter model');
    await visitor.go('Live');
    return visitor;
  };

  const other = await visit();
  await expect(other.status('The starter model could not be fetched')).toContainText('once you are online');
  await expect(other.page.getByRole('button', { name: 'Go to Train' })).toBeVisible();
  serve = (route) => route.fulfill({ body: bytes, contentType: 'application/zip' });
  await other.page.getByRole('button', { name: 'Try again' }).click();
  const card = other.page.getByRole('region', { name: 'The starter model' });
  await expect(card).toContainText('RAVDESS (12 clips, 3 speakers)');
  await expect(card).toContainText('For research only');
  await expect(card).toContainText('CC BY-NC-SA 4.0');
  await expect(card).toContainText('Acted speech is not real life');
  await other.expectState('Export', 'Starter model');
  await other.drop([recording]);
  expect(await other.exactProbabilities()).toEqual(own);
  await other.drop([{ name: 'mine.zip', buffer: bytes }]);
  await expect(other.status('“mine.zip” is ready')).toBeVisible();
  await expect(card).toHaveCount(0);
  await other.go('Export');
  await expect(other.page.getByRole('heading', { name: 'The model you brought' })).toBeVisible();
  await other.page.close();

  serve = (route) => route.fulfill({ status: 404 });
  const without = await visit();
  await expect(without.page.getByText('No model yet')).toBeVisible();
  await without.expectState('Live', 'Waits for a model');
  await expect(without.status('could not be fetched')).toHaveCount(0);
  await expect(without.page.getByRole('alert')).toHaveCount(0);
  await context.close();
});

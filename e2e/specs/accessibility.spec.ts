import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { IntonePage, type StageName } from '../pages/intone.ts';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { HAS_STARTER, STARTER_PATH } from '../support/starter.ts';

const STAGES: StageName[] = ['Data', 'Explore', 'Train', 'Evaluate', 'Live', 'Export'];

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** CSS pixels by which the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Live fetches it, and shows all that is known of it. */
async function openLiveWithStarter(intone: IntonePage): Promise<void> {
  await intone.go('Live');
  await expect(intone.page.getByRole('heading', { name: 'The starter model' })).toBeVisible();
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any stage, empty, ${theme}`, async ({ browser }) => {
    // A context of its own: the browser puts the 404 on the console, which the usual page's rule forbids.
    const context = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' });
    await context.route(`**/${STARTER_PATH}`, (route) => route.fulfill({ status: 404 }));
    const intone = new IntonePage(await context.newPage());
    await intone.open();
    for (const stage of STAGES) {
      await intone.go(stage);
      if (stage === 'Live') await expect(intone.page.getByText('No model yet')).toBeVisible();
      if (stage === 'Export') await expect(intone.page.getByText('No model to take away yet')).toBeVisible();
      expect(await seriousFaults(intone.page), `${stage}, empty`).toEqual([]);
    }
    await context.close();
  });

  test(`axe finds nothing serious on Live and Export with the starter model, ${theme}`, async ({
    intone,
  }) => {
    test.skip(!HAS_STARTER, 'this page was built without a starter model');
    const { page } = intone;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await intone.open();
    await openLiveWithStarter(intone);
    expect(await seriousFaults(page), 'Live').toEqual([]);
    await intone.go('Export');
    await expect(page.getByRole('heading', { name: 'The starter model' })).toBeVisible();
    expect(await seriousFaults(page), 'Export').toEqual([]);
  });

  test(`axe finds nothing serious on any stage, full, ${theme}`, async ({ intone }) => {
    const { page } = intone;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await intone.open();
    const silent = { path: 'Actor_01/03-01-05-01-01-01-01.wav', bytes: new Uint8Array(0) };
    await intone.add([
      { name: 'small.zip', buffer: await zipOf([...ravdessFiles({ emotions: ['happy', 'sad'] }), silent]) },
    ]);
    await intone.expectState('Data', '32 clips');
    await intone.go('Train');
    await intone.setNumber('Epochs', 1);
    await intone.trainToEnd();
    await page.getByText('More training settings').click();
    await page.getByText('Front end (MFCC)').click();
    for (const stage of STAGES) {
      await intone.go(stage);
      if (stage === 'Evaluate')
        await page
          .getByRole('table', { name: /Confusion/ })
          .getByRole('button')
          .first()
          .click();
      expect(await seriousFaults(page), `${stage}, full`).toEqual([]);
    }
  });
}

test('axe finds nothing serious on a phone with a cross-validation, its report and a voice, light and dark', async ({
  intone,
}) => {
  const { page } = intone;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await intone.open();
  const corpus = ravdessFiles({ emotions: ['happy', 'sad'], takes: 2 });
  await intone.add([{ name: 'small.zip', buffer: await zipOf(corpus) }]);
  await intone.expectState('Data', '16 clips');
  await intone.go('Train');
  await intone.chooseSetting('Split', 'speaker-folds');
  await intone.setNumber('Folds', 2);
  await intone.setSwitch('Normalise by speaker', true);
  await intone.setNumber('Epochs', 1);
  await intone.trainToEnd();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const stage of ['Train', 'Evaluate', 'Live', 'Export'] as const) {
      await intone.go(stage);
      if (stage === 'Train') {
        await page.getByRole('button', { name: '2 runs of Run 1' }).click();
        await page.getByText('Who is tested in each fold').first().click();
      }
      if (stage === 'Evaluate') await intone.openFullestCell();
      expect(await seriousFaults(page), `${stage}, ${colorScheme}`).toEqual([]);
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 844 });
        // Charts follow the window a moment later.
        await expect.poll(() => overflow(page), `${stage} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  }
});

test('the stages are reached and worked by keyboard alone, and the focus is never lost', async ({
  intone,
}) => {
  const { page } = intone;
  const focused = (name: string | RegExp) =>
    expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  await intone.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the stage' })).toBeFocused();
  await intone.stageLink('Train').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();

  await page.getByRole('button', { name: 'Go to Data' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeFocused();

  await intone.add([
    { name: 'small.zip', buffer: await zipOf(ravdessFiles({ emotions: ['happy', 'sad'] })) },
  ]);
  await expect(intone.status('32 clips, 4 speakers are ready')).toBeAttached();
  await intone.go('Train');
  await page.getByRole('link', { name: 'Skip to the stage' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();

  await intone.setNumber('Epochs', 300);
  await page.getByRole('button', { name: 'Train', exact: true }).focus();
  await page.keyboard.press('Enter');
  await focused('Stop and keep best');
  await page.keyboard.press('Enter');
  await focused('Train again');
  await expect(intone.status(/^Done: epoch \d+ was kept/)).toBeAttached();
});

for (const width of [320, 360, 768, 1920]) {
  test(`no stage scrolls sideways at ${width} px`, async ({ intone }) => {
    const { page } = intone;
    await page.setViewportSize({ width, height: 800 });
    await intone.open();
    await intone.add([
      { name: 'small.zip', buffer: await zipOf(ravdessFiles({ emotions: ['happy', 'sad'] })) },
    ]);
    await intone.expectState('Data', '32 clips');
    for (const stage of STAGES) {
      if (stage === 'Live' && HAS_STARTER) await openLiveWithStarter(intone);
      else await intone.go(stage);
      expect(await overflow(page), stage).toBeLessThanOrEqual(0);
    }
  });
}

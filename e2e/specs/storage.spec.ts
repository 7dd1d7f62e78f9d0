import type { CDPSession, Page } from '@playwright/test';
import { IntonePage } from '../pages/intone.ts';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

const files = ravdessFiles({ speakers: 6 });
const smallZip = async () => ({ name: 'small.zip', buffer: await zipOf(files) });

test('after a reload the clips are back, seen, heard and trained on without their zip', async ({
  intone,
}) => {
  const { page } = intone;
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips, 6 speakers');
  await expect(page.getByRole('heading', { name: /kept in this browser/ })).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Storage in use' })).toBeVisible();

  await page.reload();
  await intone.expectState('Data', '72 clips, 6 speakers');
  await intone.go('Explore');
  await expect(page.getByRole('img', { name: /MFCCs/ })).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 1);
  await intone.trainToEnd();
  await intone.go('Evaluate');
  expect(await intone.testUar()).toBeGreaterThan(0);
});

test('a run after a reload is the same run', async ({ intone }) => {
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  const matrix = async () => {
    await intone.go('Train');
    await intone.chooseSetting('Network', 'classic');
    await intone.setNumber('Epochs', 2);
    await intone.trainToEnd();
    await intone.go('Evaluate');
    return intone.page.getByRole('table', { name: /Confusion matrix/ }).textContent();
  };
  const before = await matrix();
  await intone.page.reload();
  await intone.expectState('Data', '72 clips');
  expect(await matrix()).toBe(before);
});

test('other settings after a reload need the recordings, and computing them needs only the same zip again', async ({
  intone,
}) => {
  const { page } = intone;
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  await page.reload();
  await intone.expectState('Data', '72 clips');
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 1);
  await page.getByText('Front end (MFCC)').click();
  await intone.setNumber('MFCCs', 20);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(intone.alert('“small.zip” is not open')).toContainText('Drop “small.zip” again');
  await intone.expectState('Data', '72 clips, 6 speakers');

  await intone.go('Data');
  await intone.add([await smallZip()]);
  await expect(intone.status('All 72 clips were in the dataset already')).toBeVisible();
  await intone.go('Train');
  await intone.trainToEnd();

  // The settings themselves come back too, and going back to the first ones computes nothing.
  await page.reload();
  await intone.expectState('Data', '72 clips');
  await intone.go('Train');
  await page.getByText('Front end (MFCC)').click();
  await expect(page.getByLabel('MFCCs', { exact: true })).toHaveValue('20');
  await intone.setNumber('MFCCs', 40);
  await intone.trainToEnd();
});

test('a tab that dies while reading loses nothing it had read; the same zip again reads the rest', async ({
  intone,
  context,
}) => {
  const { page } = intone;
  const many = ravdessFiles({
    speakers: 24,
    emotions: ['happy', 'sad', 'angry', 'fearful', 'disgust'],
    takes: 4,
  });
  const zip = { name: 'many.zip', buffer: await zipOf(many) };
  await intone.open();
  await intone.add([zip]);
  await intone.expectState('Data', /Reading [2-4]\d\d of 480/);
  await page.close();

  const second = new IntonePage(await context.newPage());
  await second.open();
  await expect(second.status('many.zip had not ended')).toContainText('only the rest is read');
  const kept = Number(/(\d+) clips/.exec((await second.stageLink('Data').textContent()) ?? '')?.[1]);
  expect(kept).toBeGreaterThanOrEqual(100);
  expect(kept).toBeLessThan(480);
  await second.add([zip]);
  await second.expectState('Data', '480 clips, 24 speakers');
  const extracted = await second.page.evaluate(
    () => (performance.getEntriesByName('intone:extraction').at(-1) as PerformanceMark).detail.read,
  );
  expect(extracted).toBe(480 - kept);
  await expect(second.status('had not ended')).toHaveCount(0);

  await second.page.reload();
  await second.expectState('Data', '480 clips, 24 speakers');
  await expect(second.status('had not ended')).toHaveCount(0);
});

test('removing all clips empties the storage too', async ({ intone }) => {
  const { page } = intone;
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  expect(await packedBytes(page)).toBeGreaterThan(1_000_000);
  await page.getByRole('button', { name: 'Remove all clips' }).click();
  await intone.expectState('Data', 'Drop recordings');
  await expect(page.getByRole('heading', { name: /kept in this browser/ })).toHaveCount(0);
  expect(await packedBytes(page)).toBe(0);
  await page.reload();
  await intone.expectState('Data', 'Drop recordings');
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
});

test('when the browser’s storage is full, it is said once and the visit goes on in memory', async ({
  intone,
}) => {
  const { page } = intone;
  await intone.open();
  await limitStorage(page, 1_500_000);
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips, 6 speakers');
  const notice = page.getByRole('status').filter({ hasText: /gives this page no more|no room left/ });
  await expect(notice).toHaveCount(1);
  await expect(notice).toContainText('All goes on in memory');
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 1);
  await intone.trainToEnd();
  // What had found room is there after a reload, and can be trained on; the zip brings back the rest.
  await page.reload();
  await intone.go('Data');
  await intone.expectState('Data', /[1-9]\d? clips/);
  const kept = Number(/(\d+) clips/.exec((await intone.stageLink('Data').textContent()) ?? '')?.[1]);
  expect(kept).toBeLessThan(72);
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips, 6 speakers');
});

test('features computed for other settings are kept as well', async ({ intone }) => {
  const { page } = intone;
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 1);
  await page.getByText('Front end (MFCC)').click();
  await intone.setNumber('MFCCs', 20);
  await intone.trainToEnd();
  // Neither these nor the first ones need the zip any more.
  await page.reload();
  await intone.expectState('Data', '72 clips');
  await intone.go('Train');
  await intone.trainToEnd();
  await page.getByText('Front end (MFCC)').click();
  await intone.setNumber('MFCCs', 40);
  await intone.trainToEnd();
});

test('a reading cancelled leaves nothing open: all can be removed, and read anew', async ({ intone }) => {
  const { page } = intone;
  const many = ravdessFiles({
    speakers: 12,
    emotions: ['happy', 'sad', 'angry', 'fearful', 'disgust'],
    takes: 4,
  });
  const zip = { name: 'many.zip', buffer: await zipOf(many) };
  await intone.open();
  await intone.add([zip]);
  await intone.expectState('Data', /Reading [1-9]\d* of 240/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(intone.status('Stopped')).toBeVisible();
  await page.getByRole('button', { name: 'Remove all clips' }).click();
  await intone.expectState('Data', 'Drop recordings');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await packedBytes(page)).toBe(0);
  await intone.add([zip]);
  await intone.expectState('Data', '240 clips, 12 speakers');
});

test('a file that changed inside its zip takes the place of the old one', async ({ intone }) => {
  const { page } = intone;
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  const [first, ...others] = files;
  const [, another] = ravdessFiles({ speakers: 6, emotions: ['fearful'], takes: 2 });
  await intone.add([
    { name: 'small.zip', buffer: await zipOf([{ path: first.path, bytes: another.bytes }, ...others]) },
  ]);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await intone.expectState('Data', '72 clips, 6 speakers');
  await page.reload();
  await intone.expectState('Data', '72 clips, 6 speakers');
});

test('a second tab works in memory and says why', async ({ intone, context }) => {
  await intone.open();
  await intone.add([await smallZip()]);
  await intone.expectState('Data', '72 clips');
  const second = new IntonePage(await context.newPage());
  await second.open();
  await second.expectState('Data', 'Drop recordings');
  await second.add([await smallZip()]);
  await second.expectState('Data', '72 clips');
  await expect(
    second.page.getByRole('heading', { name: 'Nothing is kept when this tab closes' }),
  ).toBeVisible();
  await expect(second.page.getByText(/another tab/i).first()).toBeVisible();
});

/** Bytes of all files in the origin private file system. */
function packedBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const sizeOf = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let total = 0;
      // biome-ignore lint/suspicious/noExplicitAny: entries() is missing from some versions of the types
      for await (const handle of (folder as any).values())
        total += handle.kind === 'file' ? (await handle.getFile()).size : await sizeOf(handle);
      return total;
    };
    return sizeOf(await navigator.storage.getDirectory());
  });
}

async function limitStorage(page: Page, bytes: number): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(page.url()).origin,
    quotaSize: bytes,
  });
}

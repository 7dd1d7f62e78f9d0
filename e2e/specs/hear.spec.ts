import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ravdessFiles } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

test('a chosen folder is read, a cell of the confusion matrix plays its clips, and all clips can be removed', async ({
  intone,
}) => {
  const { page } = intone;
  const folder = mkdtempSync(join(tmpdir(), 'intone-'));
  for (const { path, bytes } of ravdessFiles({ speakers: 4, emotions: ['happy', 'sad'] })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  await intone.open();
  await page.getByLabel('Folder', { exact: true }).setInputFiles(folder);
  await intone.expectState('Data', '32 clips, 4 speakers');
  await intone.go('Train');
  await intone.setNumber('Epochs', 1);
  await intone.trainToEnd();

  await intone.go('Evaluate');
  const cells = page.getByRole('table', { name: /Confusion matrix/ }).getByRole('button');
  // The cell with clips, whichever it is after one epoch: its name tells its count.
  const clips = page.getByRole('table', { name: /^Test clips acted/ });
  const play = clips.getByRole('button', { name: /^Play / }).first();
  await expect(async () => {
    for (const cell of await cells.all()) {
      await cell.click();
      if (await play.isVisible()) return;
    }
    throw new Error('no cell listed a clip');
  }).toPass();
  await play.click();
  const stop = clips.getByRole('button', { name: /^Stop / });
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(stop).toHaveCount(0);

  await intone.go('Data');
  await page.getByRole('button', { name: 'Remove all clips' }).click();
  await intone.expectState('Data', 'Drop recordings');
  // The model outlives its clips.
  await intone.expectState('Export', 'Model');
});

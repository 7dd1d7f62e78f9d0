import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

test('a clip is seen three ways, played with a moving cursor, and others are found by emotion and speaker', async ({
  intone,
}) => {
  const { page } = intone;
  await intone.open();
  await intone.add([{ name: 'small.zip', buffer: await zipOf(ravdessFiles({ speakers: 3 })) }]);
  await intone.expectState('Data', '36 clips, 3 speakers');
  await intone.go('Explore');

  for (const picture of [/^Waveform of/, /^Log-mel spectrogram/, /MFCCs/])
    await expect(page.getByRole('img', { name: picture })).toBeVisible();
  await expect(page.getByText('Kids are talking by the door').first()).toBeVisible();

  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  const cursor = page.locator('.chart__cursor').first();
  await expect(cursor).toBeVisible();
  const before = (await cursor.boundingBox())!.x;
  await expect.poll(async () => (await cursor.boundingBox())?.x ?? before).toBeGreaterThan(before);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 10_000 });

  await intone.chooseSetting('Emotion', 'sad');
  await intone.chooseSetting('Speaker', 'RAVDESS 02');
  await expect(page.getByRole('heading', { name: '4 of 36 clips' })).toBeVisible();
  const row = page.getByRole('table', { name: 'Clips' }).getByRole('button').last();
  const name = await row.textContent();
  await row.click();
  await expect(page.getByRole('heading', { name: name! })).toBeVisible();

  await page.getByRole('button', { name: 'Show as table' }).last().click();
  await expect(page.getByRole('table', { name: /MFCC/ })).toBeVisible();
});

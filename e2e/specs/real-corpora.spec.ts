import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const TESS = join(DATA, 'TESS-subset.zip');
const CREMA_D = join(DATA, 'CREMA-D-samples.zip');

const here = existsSync(TESS) && existsSync(CREMA_D);

test.describe(
  here ? 'real recordings' : 'real recordings (SKIPPED: ../shared/data is not on this machine)',
  () => {
    test.skip(!here);

    test('the TESS subset: every clip with its label, whatever its name and format', async ({ intone }) => {
      const { page } = intone;
      await intone.open();
      await intone.add([TESS]);
      await intone.expectState('Data', '280 clips, 2 speakers', 90_000);
      const speakers = page.getByRole('table', { name: 'Clips by speaker and emotion' });
      for (const speaker of ['TESS OAF', 'TESS YAF']) {
        const row = speakers.getByRole('row').filter({ hasText: speaker });
        await expect(row).toContainText('140');
        // Seven emotions of 20 words each: the clip named OA_… is among OAF's.
        await expect(row.getByRole('cell', { name: '20', exact: true })).toHaveCount(7);
      }
      await expect(page.getByRole('table', { name: 'Files left out' })).toHaveCount(0);

      await intone.go('Explore');
      const facts = async (name: string, emotion: string, speaker: string) => {
        await intone.chooseSetting('Emotion', emotion);
        await intone.chooseSetting('Speaker', speaker);
        await page.getByRole('table', { name: 'Clips' }).getByRole('button', { name }).click();
        await expect(page.getByRole('heading', { name })).toBeVisible();
        return page.getByRole('region', { name }).textContent();
      };
      // AIFF in disguise, twice; 96 kHz; the prefix OA.
      expect(await facts('YAF_germ_angry.wav', 'angry', 'TESS YAF')).toContain('AIFF');
      expect(await facts('YAF_neat_fear.wav', 'fearful', 'TESS YAF')).toContain('AIFF');
      expect(await facts('OAF_food_fear.wav', 'fearful', 'TESS OAF')).toContain('96 kHz');
      expect(await facts('OA_bite_neutral.wav', 'neutral', 'TESS OAF')).toContain('TESS OAF');
    });

    test('the CREMA-D samples add to it as further speakers', async ({ intone }) => {
      await intone.open();
      await intone.add([CREMA_D]);
      await intone.expectState('Data', /^Data7 clips/);
      await expect(intone.page.getByRole('table', { name: 'Clips by speaker and emotion' })).toContainText(
        'CREMA-D 10',
      );
    });
  },
);

/** Pictures of every stage after the demo job: for README, and to look at. `npm run screenshots -- [FOLDER] [ZIP]` */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntonePage, type StageName } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { openSession } from './browser.ts';

const STAGES: StageName[] = ['Data', 'Explore', 'Train', 'Evaluate', 'Live', 'Export'];
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

async function main(): Promise<void> {
  const [folder = 'test-results/screenshots', zip] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const { page, url, close } = await openSession();
  page.setDefaultTimeout(1_200_000);
  const intone = new IntonePage(page);
  await intone.open(url);
  await page.screenshot({ path: join(folder, 'start.png') });
  if (zip) await intone.add([zip]);
  else await page.getByRole('button', { name: 'Use the synthetic demo corpus' }).click();
  await intone.expectState('Data', /clips,/, 300_000);
  await intone.go('Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('heading', { name: /^Done/ }).waitFor();
  await intone.go('Live');
  await intone.drop([{ name: 'a sentence.wav', buffer: Buffer.from(oneRecording()) }]);
  await page.getByText(/answered in/).waitFor();
  for (const theme of ['light', 'dark'] as const)
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize(viewport);
      for (const stage of STAGES) {
        await intone.go(stage);
        await page.getByText('Drawing…').first().waitFor({ state: 'hidden' });
        await page.screenshot({
          path: join(folder, `${stage.toLowerCase()}-${theme}-${size}.png`),
          fullPage: true,
          animations: 'disabled',
        });
      }
    }
  await close();
}

void main();

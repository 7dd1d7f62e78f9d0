import { DEMO_FOLDER } from '../../src/core/corpora/demo.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { demoClips } from '../../src/core/demo/index.ts';
import { RUN_TIMEOUT_MS } from '../pages/intone.ts';
import { wavOf, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

/** What the demo corpus promises of the classic CNN on unseen speakers. */
const LEAST_UAR = 70;
const MOST_UAR = 97;

test('?demo runs the whole job and ends on the results', async ({ intone }) => {
  test.setTimeout(RUN_TIMEOUT_MS);
  await intone.open('/?demo');
  await intone.expectState('Data', '600 clips, 10 speakers', 120_000);
  await expect(intone.page.getByRole('heading', { level: 1, name: 'Evaluate' })).toBeVisible({
    timeout: RUN_TIMEOUT_MS,
  });
  await expect(intone.status('The demo corpus is synthetic')).toBeVisible();
  await intone.expectState('Evaluate', /UAR \d+ ± \d+/);
  await intone.expectState('Export', /Model/);
  const uar = await intone.testUar();
  console.log(`band CNN on unseen demo speakers: UAR ${uar} %`);
  expect(uar).toBeGreaterThan(LEAST_UAR);
});

test('the classic CNN lands between 70 and 97 % on unseen demo speakers', async ({ intone }) => {
  test.setTimeout(RUN_TIMEOUT_MS);
  await intone.open();
  await intone.page.getByRole('button', { name: 'Use the synthetic demo corpus' }).click();
  await intone.expectState('Data', '600 clips, 10 speakers', 120_000);
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.trainToEnd();
  await intone.go('Evaluate');
  const uar = await intone.testUar();
  console.log(`classic CNN on unseen demo speakers: UAR ${uar} %`);
  expect(uar).toBeGreaterThan(LEAST_UAR);
  expect(uar).toBeLessThan(MOST_UAR);
});

test('with its labels shuffled, the demo corpus teaches nothing: the score stays near chance', async ({
  intone,
}) => {
  test.setTimeout(RUN_TIMEOUT_MS);
  await intone.open();
  await intone.add([{ name: 'shuffled.zip', buffer: await shuffledDemo() }]);
  await intone.expectState('Data', '480 clips, 8 speakers', 120_000);
  await intone.go('Train');
  await intone.chooseSetting('Network', 'classic');
  await intone.setNumber('Epochs', 10);
  await intone.trainToEnd();
  await intone.go('Evaluate');
  // Chance is 16.7 %; with about 120 test clips, five standard errors are 17 points.
  const uar = await intone.testUar();
  console.log(`classic CNN on shuffled demo labels: UAR ${uar} %`);
  expect(uar).toBeLessThan(34);
});

/** The demo corpus with each speaker's recordings dealt out anew among the names. */
async function shuffledDemo(): Promise<Buffer> {
  const random = new Random(3);
  const clips = demoClips({ speakers: 8, seed: 1 });
  const files = [...new Set(clips.map(({ speaker }) => speaker))].flatMap((speaker) => {
    const own = clips.filter((clip) => clip.speaker === speaker);
    const recordings = random.shuffle(own.map(wavOf));
    return own.map(({ path }, i) => ({ path: `${DEMO_FOLDER}/${path}`, bytes: recordings[i] }));
  });
  return zipOf(files);
}

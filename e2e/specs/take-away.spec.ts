import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';

const recording = { name: 'speech.wav', buffer: Buffer.from(oneRecording()) };

test('a model is downloaded, brought back in a fresh profile, and predicts the same', async ({
  intone,
  browser,
}) => {
  await readyToTrain(intone, { speakers: 5 }, { epochs: 3 });
  await intone.trainToEnd();

  await intone.go('Live');
  await intone.drop([recording]);
  const before = await intone.exactProbabilities();
  expect(before).toHaveLength(3);
  expect(before.reduce((a, b) => a + b)).toBeCloseTo(1, 5);

  await intone.go('Export');
  const download = await intone.downloadModel();
  expect(download.suggestedFilename()).toMatch(/^intone-ravdess-band-.*\.zip$/);
  const bytes = readFileSync(await download.path());

  const zip = await JSZip.loadAsync(bytes);
  expect(Object.keys(zip.files).sort()).toEqual([
    'MODEL_CARD.md',
    'intone.json',
    'model.json',
    'weights.bin',
  ]);
  const card = await zip.file('MODEL_CARD.md')!.async('string');
  expect(card).toContain('Speakers it never heard: RAVDESS');
  const intoneJson = JSON.parse(await zip.file('intone.json')!.async('string'));
  expect(intoneJson.labels).toEqual(['happy', 'sad', 'angry']);
  expect(intoneJson.recipe.frontEnd.nMfcc).toBe(40);

  const fresh = await browser.newContext();
  const other = new IntonePage(await fresh.newPage());
  await other.open();
  await other.drop([{ name: 'my model.zip', buffer: bytes }]);
  await expect(other.status('is ready: happy, sad, angry')).toBeVisible();
  await other.go('Live');
  await other.drop([recording]);
  const after = await other.exactProbabilities();
  after.forEach((probability, i) => {
    expect(Math.abs(probability - before[i])).toBeLessThan(1e-5);
  });
  await fresh.close();
});

test('a damaged model zip is refused with a plain word', async ({ intone }) => {
  const zip = new JSZip();
  zip.file('intone.json', '{"format":"intone-model","version":1}');
  zip.file('model.json', '{}');
  await intone.open();
  await intone.drop([{ name: 'model.zip', buffer: await zip.generateAsync({ type: 'nodebuffer' }) }]);
  await expect(intone.alert('lacks some of its parts')).toContainText('Download the model from Intone again');
});

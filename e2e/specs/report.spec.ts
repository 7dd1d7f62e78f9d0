import { readFileSync } from 'node:fs';
import type { Download } from '@playwright/test';
import JSZip from 'jszip';
import { readCsv } from '../../src/core/corpora/csv.ts';
import type { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';

/** The default network in 2 folds × 2 seeds, an epoch each. */
async function crossValidated(intone: IntonePage): Promise<void> {
  await readyToTrain(intone, { speakers: 4, emotions: ['happy', 'sad'], takes: 2 }, { epochs: 1 });
  await intone.chooseSetting('Split', 'speaker-folds');
  await intone.setNumber('Folds', 2);
  await intone.setNumber('Repeats', 2);
  await intone.trainToEnd();
}

const bytesOf = async (download: Download) => readFileSync(await download.path());

test('a report is taken away as a page, as JSON and as a table; a model of everyone bears the score of its recipe', async ({
  intone,
  browser,
}) => {
  const { page } = intone;
  await crossValidated(intone);
  await intone.go('Evaluate');
  const uar = await intone.testUar();

  const jsonFile = await intone.downloadReport('JSON');
  expect(jsonFile.suggestedFilename()).toBe('intone-report-run-1-2-folds-2-seeds.json');
  const { report, dataset } = JSON.parse((await bytesOf(jsonFile)).toString());
  expect(Number((100 * report.uar.mean).toFixed(1))).toBe(uar);
  expect(report.runs).toHaveLength(4);
  expect(dataset).toEqual({ corpora: ['RAVDESS'], clips: 16, speakers: 4 });

  const csv = (await bytesOf(await intone.downloadReport('CSV'))).toString();
  const [header, ...lines] = [...readCsv(csv, ',')].map(({ fields }) => fields);
  const column = (name: string) => lines.map((fields) => fields[header.indexOf(name)]);
  const heard = column('path').map((path, i) => `${path} ${column('seed')[i]}`);
  expect(lines).toHaveLength(32);
  expect(new Set(heard).size).toBe(32);
  expect(new Set(column('fold')).size).toBe(2);

  const htmlFile = await intone.downloadReport('HTML');
  const html = (await bytesOf(htmlFile)).toString();
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|url\(|@import/i);
  const fresh = await browser.newContext();
  const reader = await fresh.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  reader.on('request', (request) => requests.push(request.url()));
  reader.on('console', (message) => faults.push(message.text()));
  // A download has no ending of its own, by which a browser knows a page.
  const path = test.info().outputPath('report.html');
  await htmlFile.saveAs(path);
  await reader.goto(`file://${path}`);
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('Run 1: 2 folds × 2 seeds');
  expect(await reader.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(4);
  await expect(reader.getByText(`${uar.toFixed(1)} %`).first()).toBeVisible();
  expect(requests).toHaveLength(1);
  expect(faults).toEqual([]);
  await fresh.close();

  await intone.go('Train');
  await intone.chooseSetting('Split', 'everyone');
  await intone.setNumber('Repeats', 1);
  await expect(page.getByText(/^1 run\. .* none to test\.$/)).toBeVisible();
  await intone.trainToEnd();
  await page.getByRole('button', { name: 'Try it live' }).click();
  const recording = { name: 'speech.wav', buffer: Buffer.from(oneRecording()) };
  await intone.drop([recording]);
  const before = await intone.exactProbabilities();

  await intone.go('Export');
  await expect(intone.figure('UAR of its recipe, cross-validated')).toContainText(`${uar.toFixed(1)} ±`);
  const whole = await bytesOf(await intone.downloadModel());
  const zip = await JSZip.loadAsync(whole);
  const { card } = JSON.parse(await zip.file('intone.json')!.async('string'));
  expect(card.test).toBeNull();
  expect(card.trainClips + card.validationClips).toBe(16);
  expect(card.crossValidation).toMatchObject({ protocol: 'speaker-folds', folds: 2, seeds: 2 });
  expect(card.crossValidation.uar).toEqual(report.uar);
  const words = await zip.file('MODEL_CARD.md')!.async('string');
  expect(words).toContain('2 folds × 2 seeds: UAR');
  expect(words).toContain('Its training heard everybody');

  const half = await bytesOf(await intone.downloadModel({ float16: true }));
  expect(half.length / whole.length).toBeGreaterThan(0.4);
  expect(half.length / whole.length).toBeLessThan(0.6);
  await intone.drop([{ name: 'half.zip', buffer: half }]);
  await expect(intone.status('“half.zip” is ready: happy, sad')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The model you brought' })).toBeVisible();
  await intone.go('Live');
  await intone.drop([{ ...recording, name: 'again.wav' }]);
  await expect(page.getByText(/^again\.wav · /)).toBeVisible();
  const after = await intone.exactProbabilities();
  after.forEach((probability, i) => {
    expect(Math.abs(probability - before[i])).toBeLessThan(0.01);
  });
});

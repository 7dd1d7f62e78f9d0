/** The whole job on a corpus zip: drop, train, test; then one recording by the microphone. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { openSession } from './browser.ts';
import { bytesBeforeInteraction, peakTabMemoryMb, takeLongTasks, watchLongTasks } from './meters.ts';

const HOUR_MS = 3_600_000;

export async function benchJob(options: Record<string, string>): Promise<unknown> {
  const {
    zip,
    models = 'compact,classic',
    splits = 'speaker,random',
    backends = 'auto',
    epochs,
    seed = '1',
  } = options;
  if (!zip) throw new Error('--zip names the corpus zip to drop.');
  const wav = join(mkdtempSync(join(tmpdir(), 'intone-')), 'speech.wav');
  writeFileSync(wav, oneRecording());
  const session = await openSession([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${wav}`,
  ]);
  const { page, browser, url } = session;
  page.setDefaultTimeout(HOUR_MS);
  const intone = new IntonePage(page);
  try {
    await watchLongTasks(page);
    const firstLoad = await bytesBeforeInteraction(page, url);
    const ingest = await measureIngest(intone, zip);
    const afterIngest = { longTasks: await takeLongTasks(page), peakTabMb: await peakTabMemoryMb(browser) };
    console.error(JSON.stringify({ firstLoad, ingest, ...afterIngest }));
    const runs = [];
    for (const backend of backends.split(','))
      for (const split of splits.split(','))
        for (const model of models.split(',')) {
          const run = await measureRun(intone, { backend, split, model, seed, epochs });
          runs.push(run);
          console.error(JSON.stringify(run));
        }
    const live = await measureLive(intone);
    return {
      zip,
      browser: browser.version(),
      firstLoad,
      ingest: { ...ingest, ...afterIngest },
      runs,
      live,
      peakTabMb: await peakTabMemoryMb(browser),
    };
  } finally {
    await session.close();
  }
}

async function measureIngest(intone: IntonePage, zip: string) {
  const startMs = Date.now();
  await intone.add([zip]);
  await intone.expectState('Data', /clips,/, HOUR_MS);
  const seconds = (Date.now() - startMs) / 1000;
  return { seconds, state: await intone.stageLink('Data').textContent() };
}

interface RunOptions {
  backend: string;
  split: string;
  model: string;
  seed: string;
  epochs: string | undefined;
}

async function measureRun(intone: IntonePage, { backend, split, model, seed, epochs }: RunOptions) {
  const { page } = intone;
  await intone.go('Train');
  await intone.chooseSetting('Network', model);
  await intone.chooseSetting('Split', split);
  await intone.setNumber('Seed', Number(seed));
  if (epochs) await intone.setNumber('Epochs', Number(epochs));
  await page.getByRole('heading', { name: /does the sums$/ }).waitFor();
  await intone.chooseSetting('Backend', backend);
  await page.getByRole('heading', { name: /does the sums$/ }).waitFor();
  await takeLongTasks(page);
  await page.getByRole('button', { name: /^Train( again)?$/ }).click();
  await page.getByRole('heading', { name: /^Done/ }).waitFor();
  const longTasks = await takeLongTasks(page);
  const done = await page.getByRole('heading', { name: /^Done/ }).textContent();
  const figures = {
    stepMs: await statOf(page, 'Per step'),
    epochS: await statOf(page, 'Per epoch'),
    total: await statOf(page, 'Training time'),
  };
  const used = await statOf(page, 'Backend');
  await intone.go('Evaluate');
  return {
    model,
    split,
    seed: Number(seed),
    backend: used,
    ...figures,
    done,
    uar: await statOf(page, 'UAR, the mean of recalls'),
    accuracy: await statOf(page, 'Accuracy (WA)'),
    longTasks,
  };
}

async function measureLive(intone: IntonePage) {
  const { page } = intone;
  await intone.go('Live');
  const answers: number[] = [];
  for (let i = 0; i < 3; i++) {
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByText(/0:0(1\.[5-9]|[2-9])/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: /sure$/ }).waitFor();
    answers.push(
      Number(/answered in (\d+) ms/.exec((await page.getByRole('main').textContent()) ?? '')?.[1]),
    );
  }
  return { answerMs: answers };
}

/** A figure as the page shows it. */
async function statOf(page: Page, label: string): Promise<string> {
  const stat = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
  return (await stat.locator('dd').first().textContent()) ?? '';
}

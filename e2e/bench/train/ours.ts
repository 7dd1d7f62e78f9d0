/** Our side: the built page's learn worker, in a fresh page for every run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, Worker } from '@playwright/test';
import type { BackendId, BackendReport } from '../../../src/learn/backends/ids.ts';
import { callIn } from './browser.ts';
import type * as kernelClock from './page/kernelClock.ts';
import type * as ours from './page/ours.ts';

/** Where the built page is, on disk and served. */
export interface Build {
  dist: string;
  url: string;
}

/** What the product's own probe says of every backend. @param backend tested even where it is a software GPU */
export function probeOurs(
  browser: Browser,
  build: Build,
  backend: BackendId | 'auto',
): Promise<BackendReport[]> {
  return withLearner(browser, build, (page) => callIn<typeof ours, 'probe'>(page, 'ours', 'probe', backend));
}

/** One timed run. */
export function trainOurs(browser: Browser, build: Build, job: ours.OurJob): Promise<ours.OurRun> {
  return withLearner(browser, build, (page) => callIn<typeof ours, 'train'>(page, 'ours', 'train', job));
}

export interface KernelRun extends ours.OurRun {
  /** By kernel, of the epochs after the first. */
  kernelMs: Record<string, number>;
}

/** A run with a clock on every kernel, which costs a little: not for timing whole steps. */
export function profileOurs(browser: Browser, build: Build, job: ours.OurJob): Promise<KernelRun> {
  return withLearner(browser, build, async (page, worker) => {
    await callIn<typeof kernelClock, 'startKernelClock'>(
      worker,
      'kernelClock',
      'startKernelClock',
      job.backend,
    );
    const run = await callIn<typeof ours, 'train'>(page, 'ours', 'train', job);
    const kernelMs = await callIn<typeof kernelClock, 'readKernelClock'>(
      worker,
      'kernelClock',
      'readKernelClock',
    );
    return { ...run, kernelMs };
  });
}

async function withLearner<R>(
  browser: Browser,
  { dist, url }: Build,
  use: (page: Page, worker: Worker) => Promise<R>,
): Promise<R> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const address = new URL(`assets/${learnWorkerIn(dist)}`, url).href;
    const started = page.waitForEvent('worker', (worker) => worker.url() === address);
    await callIn<typeof ours, 'start'>(page, 'ours', 'start', address);
    return await use(page, await started);
  } finally {
    await page.close();
  }
}

function learnWorkerIn(dist: string): string {
  const name = readdirSync(join(dist, 'assets')).find((file) => /^learn\.worker-.*\.js$/.test(file));
  if (!name) throw new Error(`${dist} has no learn worker: it is not a build of this page.`);
  return name;
}

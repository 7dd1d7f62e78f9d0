/** One round: a fresh profile, a zip dropped, every clip's features stored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { IntonePage } from '../pages/intone.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts';
import { type LongTasks, peakTabMemoryMb, takeLongTasks, watchLongTasks } from './meters.ts';

const LONGEST_MS = 3_600_000;

export interface Extraction {
  clips: number;
  /** From the drop until the rail counts the clips: their features are stored then. */
  seconds: number;
  /** Processor time of all the browser's processes meanwhile. */
  cpuS: number;
  /** The tab's largest resident size so far; null off Linux. */
  peakTabMb: number | null;
  longTasks: LongTasks;
  /** From asking for the page anew until the rail counts the clips that it kept. */
  restoreMs: number;
  /** From dropping the same zip again until the page says that it has all of it. */
  dropAgainMs: number;
  /** Milliseconds per stage over all workers, as the page reports them; null where it reports none. */
  stagesMs: Record<string, number> | null;
  browser: string;
}

/** Profiles are real ones on disk: what a private window stores, it keeps in memory. */
export async function extractInBrowser(zip: string): Promise<Extraction> {
  const server = await preview({ preview: { port: 4390, strictPort: false }, logLevel: 'error' });
  const profile = mkdtempSync(join(tmpdir(), 'intone-profile-'));
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    args: CHROMIUM_FLAGS,
    viewport: { width: 1280, height: 900 },
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const browser = context.browser()!;
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(LONGEST_MS);
    await watchLongTasks(page);
    const intone = new IntonePage(page);
    await intone.open(server.resolvedUrls!.local[0]);
    return await dropAndWait(intone, browser, zip);
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function dropAndWait(intone: IntonePage, browser: Browser, zip: string): Promise<Extraction> {
  const { page } = intone;
  await untilIdle(browser);
  await takeLongTasks(page);
  const cpuBeforeS = await cpuSeconds(browser);
  const startMs = Date.now();
  await intone.add([zip]);
  const { endMs, clips } = await clipsCounted(page);
  const cpuS = (await cpuSeconds(browser)) - cpuBeforeS;
  const measured = {
    peakTabMb: await peakTabMemoryMb(browser),
    longTasks: await takeLongTasks(page),
    stagesMs: await stageTimes(page),
  };
  const reloadedMs = Date.now();
  await page.reload();
  const restored = await clipsCounted(page);
  const droppedMs = Date.now();
  await intone.add([zip]);
  await intone.status('were in the dataset already').waitFor();
  const again = { restoreMs: restored.endMs - reloadedMs, dropAgainMs: Date.now() - droppedMs };
  return {
    ...measured,
    ...again,
    clips,
    seconds: (endMs - startMs) / 1000,
    cpuS,
    browser: browser.version(),
  };
}

const LOOK_EVERY_MS = 500;

/** Waits for a browser just started to have done with itself: for a second it takes less than a tenth of a core. */
async function untilIdle(browser: Browser): Promise<void> {
  let quiet = 0;
  for (let before = await cpuSeconds(browser); quiet < 2; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const now = await cpuSeconds(browser);
    quiet = now - before < (0.1 * LOOK_EVERY_MS) / 1000 ? quiet + 1 : 0;
    before = now;
  }
}

/** Looks each frame, in the page, so that the time is the page's own: a look from outside comes up to a second late. */
async function clipsCounted(page: Page): Promise<{ endMs: number; clips: number }> {
  const counted = await page.waitForFunction(
    () => {
      const rail = document.querySelector('nav[aria-label="Stages"]')?.textContent ?? '';
      const clips = /([\d,]+) clips,/.exec(rail)?.[1];
      return clips ? { endMs: Date.now(), clips: Number(clips.replaceAll(',', '')) } : null;
    },
    null,
    { polling: 'raf' },
  );
  return (await counted.jsonValue())!;
}

/** The page marks the end of each extraction with its stages' times. */
async function stageTimes(page: Page): Promise<Record<string, number> | null> {
  return page.evaluate(() => {
    const marks = performance.getEntriesByName('intone:extraction') as PerformanceMark[];
    if (marks.length === 0) return null;
    const sums: Record<string, number> = {};
    for (const { detail } of marks)
      for (const [stage, ms] of Object.entries(detail.stagesMs as Record<string, number>))
        sums[stage] = (sums[stage] ?? 0) + ms;
    return sums;
  });
}

async function cpuSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

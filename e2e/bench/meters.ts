/** What is measured from outside: main-thread tasks, memory, bytes. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';

/** Watches the main thread from before the page's first script. Chromium reports tasks of 50 ms and more. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { intoneLongTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

export interface LongTasks {
  over50Ms: number;
  longestMs: number | null;
}

/** Tasks since the last call. */
export async function takeLongTasks(page: Page): Promise<LongTasks> {
  const tasks = await page.evaluate(() => {
    const { intoneLongTasks } = window as unknown as { intoneLongTasks: number[] };
    return intoneLongTasks.splice(0);
  });
  return { over50Ms: tasks.length, longestMs: tasks.length > 0 ? Math.round(Math.max(...tasks)) : null };
}

/** Largest resident size so far of the tab's process in MB, from the kernel's own account; null off Linux. */
export async function peakTabMemoryMb(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
        return kb ? Number(kb) / 1024 : 0;
      } catch {
        return 0;
      }
    });
  const peak = Math.max(0, ...peaks);
  return peak > 0 ? Math.round(peak) : null;
}

/** Gzipped size of everything fetched until the page is idle, as a static host would send it. */
export async function bytesBeforeInteraction(
  page: Page,
  url: string,
): Promise<{ gzipped: number; files: number }> {
  const bodies: Promise<number>[] = [];
  const count = (response: { body(): Promise<Buffer> }) =>
    bodies.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  page.on('response', count);
  await page.goto(url, { waitUntil: 'networkidle' });
  page.off('response', count);
  const sizes = await Promise.all(bodies);
  return { gzipped: sizes.reduce((a, b) => a + b, 0), files: sizes.length };
}

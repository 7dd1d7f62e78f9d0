/** A served build and a browser to measure it in. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts';

export interface Session {
  browser: Browser;
  page: Page;
  url: string;
  close(): Promise<void>;
}

/** Serves dist/ and opens a blank page of a fresh profile. @param flags more for Chromium */
export async function openSession(flags: string[] = []): Promise<Session> {
  const server = await preview({ preview: { port: 4390, strictPort: false }, logLevel: 'error' });
  const url = server.resolvedUrls!.local[0];
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...CHROMIUM_FLAGS, ...flags],
    ...(executablePath ? { executablePath } : {}),
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    browser,
    page,
    url,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

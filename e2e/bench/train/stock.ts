/** Stock tfjs in a page of its own, fresh for every run. */
import type { Browser } from '@playwright/test';
import { callIn } from './browser.ts';
import type * as stock from './page/stock.ts';
import { repositoryAddress } from './server.ts';

/** @param url the server's */
export async function trainStock(
  browser: Browser,
  url: string,
  job: Omit<stock.StockJob, 'wasmFolder'>,
): Promise<stock.StockRun> {
  const page = await browser.newPage();
  try {
    await page.goto(new URL(repositoryAddress('e2e/bench/train/page/stock.html'), url).href);
    const wasmFolder = repositoryAddress('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    return await callIn<typeof stock, 'train'>(page, 'stock', 'train', { ...job, wasmFolder });
  } finally {
    await page.close();
  }
}

/** Runs as the browser keeps them: exact numbers, where the page rounds. */
import type { Page } from '@playwright/test';
import type { RunRow } from '../../src/storage/run-record.ts';

/** The oldest first. */
export async function keptRuns(page: Page): Promise<RunRow[]> {
  const rows = await page.evaluate(
    () =>
      new Promise<RunRow[]>((resolve, reject) => {
        const opening = indexedDB.open('intone');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const asked = database.transaction('runs').objectStore('runs').getAll();
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            database.close();
            resolve(asked.result);
          };
        };
      }),
  );
  return rows.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** A run's curves without what the clock says. */
export function curvesOf({ epochs }: RunRow) {
  return epochs.map(({ clipsPerSecond: _, elapsedS: __, ...figures }) => figures);
}

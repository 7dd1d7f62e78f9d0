/** A fresh page, and the rule that no test leaves an error on the console. */
import { test as base, expect } from '@playwright/test';
import { IntonePage } from '../pages/intone.ts';

export const test = base.extend<{ intone: IntonePage }>({
  intone: async ({ page }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await use(new IntonePage(page));
    expect(faults, 'errors on the console').toEqual([]);
  },
});

export { expect };

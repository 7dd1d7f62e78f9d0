/** The page as a user meets it: by roles and words, never by class names. */
import { expect, type Locator, type Page } from '@playwright/test';

export type StageName = 'Data' | 'Explore' | 'Train' | 'Evaluate' | 'Live' | 'Export';

export interface Upload {
  name: string;
  buffer: Buffer;
  mimeType?: string;
}

/** Longest a run of the demo or a small corpus may take on two busy cores. */
export const RUN_TIMEOUT_MS = 480_000;

export class IntonePage {
  constructor(readonly page: Page) {}

  async open(address = '/'): Promise<void> {
    await this.page.goto(address);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  stageLink(stage: StageName): Locator {
    return this.page
      .getByRole('navigation', { name: 'Stages' })
      .getByRole('button', { name: new RegExp(`^${stage}`) });
  }

  async go(stage: StageName): Promise<void> {
    await this.stageLink(stage).click();
    await expect(this.page.getByRole('heading', { level: 1, name: stage })).toBeVisible();
  }

  /** Gives files to the Data stage's chooser. */
  async add(files: Upload[] | string[]): Promise<void> {
    const input = this.page.locator('input[type=file]:not([webkitdirectory])').first();
    await input.setInputFiles(
      files.map((file) =>
        typeof file === 'string' ? file : { mimeType: 'application/octet-stream', ...file },
      ) as string[],
    );
  }

  /** Says that folder names and tables were understood rightly. */
  async confirmLabels(clips: number): Promise<void> {
    await this.page.getByRole('button', { name: `Read ${clips} clips` }).click();
  }

  /** Drops files on the page, wherever it is. */
  async drop(files: Upload[]): Promise<void> {
    const data = await this.page.evaluateHandle(
      (items) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of items) {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          transfer.items.add(new File([bytes], name));
        }
        return transfer;
      },
      files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })),
    );
    await this.page.dispatchEvent('main', 'drop', { dataTransfer: data });
  }

  /** What the rail says of a stage. */
  async expectState(stage: StageName, state: string | RegExp, timeout = 30_000): Promise<void> {
    await expect(this.stageLink(stage)).toContainText(state, { timeout });
  }

  alert(text: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: text });
  }

  status(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async chooseSetting(label: string, value: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).selectOption(value);
  }

  async typeSetting(label: string, value: number): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await field.fill(String(value));
    await field.press('Enter');
  }

  /** Trains what is set up and waits for the end. */
  async trainToEnd(): Promise<void> {
    await this.page.getByRole('button', { name: /^Train( again)?$/ }).click();
    await expect(this.page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  }

  /** The UAR on Evaluate, in percent. */
  async testUar(): Promise<number> {
    const heading = await this.page.getByRole('heading', { name: /^UAR/ }).textContent();
    return Number(/UAR ([\d.]+) %/.exec(heading ?? '')?.[1]);
  }

  /** The probabilities of the latest prediction on Live, unrounded, in the labels' order. */
  async exactProbabilities(): Promise<number[]> {
    const values = this.page.getByRole('list', { name: 'Probabilities by emotion' }).locator('data');
    await expect(values.first()).toBeVisible();
    return values.evaluateAll((items) => items.map((item) => Number((item as HTMLDataElement).value)));
  }
}

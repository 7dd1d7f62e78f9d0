/** The page as a user meets it: by roles and words, never by class names. */
import { type Download, expect, type Locator, type Page } from '@playwright/test';

export type StageName = 'Data' | 'Explore' | 'Train' | 'Evaluate' | 'Live' | 'Export';

export interface Upload {
  name: string;
  buffer: Buffer;
  mimeType?: string;
}

/** Longest a run of the demo or a small corpus may take on two busy cores. */
export const RUN_TIMEOUT_MS = 480_000;

/** What the settings of a training are called on Train. */
export const SETTINGS = {
  network: 'Network',
  protocol: 'Split',
  folds: 'Folds',
  validationShare: 'Validation share',
  keep: 'Epoch kept',
  scale: 'Normalise by speaker',
  epochs: 'Epochs',
  seed: 'Seed',
  seeds: 'Repeats',
  backend: 'Backend',
} as const;

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

  /** Chooses by value, where another is chosen. @throws Error naming the values there are */
  async chooseSetting(label: string, value: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    const values = await this.valuesOf(field);
    if (!values.includes(value))
      throw new Error(`“${label}” has no “${value}”; it has ${values.join(', ')}.`);
    if ((await field.inputValue()) === value) return;
    await field.selectOption(value);
    await expect(field).toHaveValue(value);
  }

  /** Types a number, or moves a slider to it. @throws Error where the page does not take it */
  async setNumber(label: string, value: number): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await field.fill(String(value));
    await field.press('Tab');
    if (Number(await field.inputValue()) !== value)
      throw new Error(`The page does not take ${value} for “${label}”.`);
  }

  async setSwitch(label: string, on: boolean): Promise<void> {
    await this.page.getByRole('switch', { name: label }).setChecked(on);
  }

  /** Trains what is set up and waits for the end. */
  async trainToEnd(): Promise<void> {
    await this.page.getByRole('button', { name: /^Train( again)?$/ }).click();
    await expect(this.page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  }

  /** The UAR on Evaluate, in percent. */
  async testUar(): Promise<number> {
    const heading = await this.page.getByRole('heading', { name: /^UAR/ }).textContent();
    return Number(/UAR ([\d.]+)(?: ± [\d.]+)? %/.exec(heading ?? '')?.[1]);
  }

  /** Lists the clips of the confusion matrix's fullest cell. @returns how many there are */
  async openFullestCell(): Promise<number> {
    const cells = this.page.getByRole('table', { name: /Confusion matrix/ }).getByRole('button');
    const names = await cells.evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label')!));
    const counts = names.map((name) => Number(/: (\d+) of/.exec(name)?.[1]));
    const most = Math.max(...counts);
    await cells.nth(counts.indexOf(most)).click();
    return most;
  }

  /** A table's rows below its head, wherever it is scrolled to. */
  rowsOf(caption: string | RegExp): Locator {
    return this.page.getByRole('table', { name: caption }).locator('tbody').getByRole('row');
  }

  /** The figure under a label of a card: '61.3 ± 4.0 %'. */
  figure(label: string | RegExp): Locator {
    return this.page.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]');
  }

  /** The threshold under which an answer is “not sure”, where the page shows it. */
  async setThreshold(share: number): Promise<void> {
    await this.setNumber('Say “not sure” below', share);
  }

  /** The probabilities of the latest prediction on Live, unrounded, in the labels' order. */
  async exactProbabilities(): Promise<number[]> {
    const values = this.page.getByRole('list', { name: 'Probabilities by emotion' }).locator('data');
    await expect(values.first()).toBeVisible();
    return values.evaluateAll((items) => items.map((item) => Number((item as HTMLDataElement).value)));
  }

  // For `npm run bench -- accuracy`: long work, followed from outside.

  /** What Train's card says of the training under way. */
  async trainingState(): Promise<'done' | 'failed' | 'other'> {
    if ((await this.page.getByRole('heading', { name: /^Done/ }).count()) > 0) return 'done';
    const failed = this.page.getByRole('heading', { name: 'The run did not finish' });
    return (await failed.count()) > 0 ? 'failed' : 'other';
  }

  async beginTraining(how: 'train' | 'leak check' | 'go on'): Promise<void> {
    const name = { train: /^Train( again)?$/, 'leak check': 'Leak check', 'go on': 'Go on' }[how];
    await this.page.getByRole('button', { name, exact: true }).first().click();
    await expect(this.page.getByRole('heading', { name: /^(Done|The run did not finish)/ })).toHaveCount(0);
  }

  /** What the page complains of at the moment. */
  async complaints(): Promise<string[]> {
    return this.page.getByRole('alert').allTextContents();
  }

  /** Shows on Evaluate how a run, or a series, did. */
  async reportOn(id: string): Promise<void> {
    const field = this.page.getByLabel('Report on', { exact: true });
    const value = (await this.valuesOf(field)).find((value) => value.includes(id));
    if (!value) throw new Error('Evaluate has no report on what was trained.');
    await field.selectOption(value);
  }

  /** The report that Evaluate shows, as a file. */
  async downloadReport(format: 'HTML' | 'JSON' | 'CSV'): Promise<Download> {
    return this.downloadBy(this.page.getByRole('button', { name: format, exact: true }));
  }

  /** The model in use, from Export. */
  async downloadModel({ float16 = false } = {}): Promise<Download> {
    if (float16) await this.setSwitch('Half precision (float16)', true);
    return this.downloadBy(this.page.getByRole('button', { name: 'Download model' }));
  }

  private async valuesOf(field: Locator): Promise<string[]> {
    await field.waitFor();
    return field.locator('option').evaluateAll((options) => options.map((one) => one.getAttribute('value')!));
  }

  private async downloadBy(button: Locator): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return download;
  }
}

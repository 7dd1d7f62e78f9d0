import type { Page } from '@playwright/test';
import type { IntonePage } from '../pages/intone.ts';
import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { keptRuns } from '../support/runs.ts';

/** GPUs computed by the CPU: right, and slow, hence the small net and pictures. */
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = launchOptions.args?.filter((flag) => flag !== '--disable-gpu') ?? [];
    await use({
      ...launchOptions,
      args: [
        ...args,
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
      ],
    });
  },
});

async function ready(intone: IntonePage, backend: string): Promise<void> {
  const { page } = intone;
  await readyToTrain(intone, { speakers: 3 }, { network: 'classic', epochs: 6 });
  await intone.setNumber('Dropout', 0);
  await intone.setNumber('Batch size', 4);
  await page.getByText('More training settings').click();
  await intone.setNumber('Window', 1);
  await page.getByText('Front end (MFCC)').click();
  await intone.setNumber('MFCCs', 13);
  await expect(page.getByRole('heading', { name: /does the sums$/ })).toBeVisible({ timeout: 60_000 });
  await intone.chooseSetting('Backend', backend);
  await expect(
    page.getByRole('heading', { name: new RegExp(`^${backend}.*does the sums`, 'i') }),
  ).toBeVisible({
    timeout: 60_000,
  });
}

async function epochsDone(page: Page): Promise<number> {
  return (await keptRuns(page)).at(-1)?.epochs.length ?? 0;
}

/** Does something to the backend of the worker that trains. */
async function inTrainingWorker(page: Page, harm: () => void): Promise<void> {
  for (const worker of page.workers()) if (worker.url().includes('learn.worker')) await worker.evaluate(harm);
}

for (const { backend, name, harm } of [
  {
    backend: 'webgl',
    name: 'WebGL',
    harm: () => {
      const { _tfengine } = globalThis as never as {
        _tfengine?: { backend: { gpgpu?: { gl: WebGL2RenderingContext } } };
      };
      _tfengine?.backend.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  },
  {
    backend: 'webgpu',
    name: 'WebGPU',
    harm: () => {
      const { _tfengine } = globalThis as never as {
        _tfengine?: { backend: { device?: { destroy(): void } } };
      };
      _tfengine?.backend.device?.destroy();
    },
  },
]) {
  test(`training on ${name} goes on with another backend when it is lost`, async ({ intone }) => {
    const { page } = intone;
    await ready(intone, backend);
    await page.getByRole('button', { name: /^Train( again)?$/ }).click();
    await expect.poll(() => epochsDone(page), { timeout: 90_000 }).toBeGreaterThanOrEqual(2);
    await inTrainingWorker(page, harm);
    await expect(intone.status(`${name} stopped working`)).toContainText(
      /goes on with WebAssembly after epoch \d/,
    );
    await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });
    const run = (await keptRuns(page)).at(-1)!;
    expect(run.backend).toBe('wasm');
    expect(run.epochs).toHaveLength(6);

    // What it did until then is what WebAssembly would have done.
    await intone.chooseSetting('Backend', 'wasm');
    await expect(page.getByRole('heading', { name: 'WebAssembly does the sums' })).toBeVisible();
    await intone.trainToEnd();
    const whole = (await keptRuns(page)).at(-1)!;
    for (const epoch of [0, 1]) {
      expect(Math.abs(run.epochs[epoch].trainLoss - whole.epochs[epoch].trainLoss)).toBeLessThan(1e-3);
      expect(Math.abs(run.epochs[epoch].validationLoss! - whole.epochs[epoch].validationLoss!)).toBeLessThan(
        1e-3,
      );
    }
  });
}

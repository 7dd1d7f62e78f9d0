import { describe, expect, it, vi } from 'vitest';
import { toyJob } from '../testing/toyJob.ts';
import { WASM_FOLDER } from '../testing/wasmFolder.ts';
import { train } from '../train.ts';
import type { EpochReport } from '../training.ts';
import { activateBackend } from './activate.ts';
import type { BackendId } from './ids.ts';

// Real training, on plain JavaScript too.
vi.setConfig({ testTimeout: 120_000 });

type Architecture = 'classic' | 'compact';

/** On half the clips and half the window: plain JavaScript takes its time. */
async function firstEpochs(backend: BackendId, architecture: Architecture): Promise<EpochReport[]> {
  await activateBackend(backend, WASM_FOLDER);
  const job = toyJob(architecture, { epochs: 2, dropout: 0, batchSize: 8 });
  const recipe = { ...job.recipe, windowS: 0.24 };
  const small = { ...job, recipe, train: job.train.slice(0, 24), validation: job.validation.slice(0, 6) };
  return (await train(small)).epochs;
}

describe('two epochs without dropout', () => {
  it.each<Architecture>(['classic', 'compact'])(
    'of %s are the same on cpu and wasm',
    async (architecture) => {
      const expected = await firstEpochs('cpu', architecture);
      const found = await firstEpochs('wasm', architecture);
      expect(found).toHaveLength(2);
      for (const [i, report] of found.entries()) {
        expect(Math.abs(report.trainLoss - expected[i].trainLoss)).toBeLessThan(1e-3);
        expect(Math.abs(report.validationLoss! - expected[i].validationLoss!)).toBeLessThan(1e-3);
        expect(report.trainUar).toBe(expected[i].trainUar);
        expect(report.validationUar).toBe(expected[i].validationUar);
        expect(report.learningRate).toBe(expected[i].learningRate);
      }
    },
  );
});

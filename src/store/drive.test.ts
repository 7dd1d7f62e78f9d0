import { describe, expect, it } from 'vitest';
import type {
  BackendId,
  SavedCheckpoint,
  TrainerClient,
  TrainProgress,
  TrainResult,
} from '../clients/learn.ts';
import { IntoneError } from '../core/errors.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { type DriveOptions, drive, type Setback } from './drive.ts';

type Call = { backend: BackendId; resume: SavedCheckpoint | null };
/** Epochs that an attempt gets through, and how it ends. */
type Attempt = { epochs: number; error?: string };

const RESULT = { bestEpoch: 1 } as TrainResult;

function checkpoint(epochs: number): SavedCheckpoint {
  return { epochs: Array.from({ length: epochs }) } as SavedCheckpoint;
}

/** A trainer whose attempts go as told. */
function scripted(attempts: Attempt[]) {
  const calls: Call[] = [];
  let terminated = 0;
  const trainer = {
    async train({ backend, resume }: Call, _: FeatureStore, onProgress: (progress: TrainProgress) => void) {
      const { epochs, error } = attempts[calls.length];
      calls.push({ backend, resume });
      const before = resume?.epochs.length ?? 0;
      for (let epoch = before + 1; epoch <= before + epochs; epoch++)
        onProgress({ kind: 'epoch', epoch: {} as never, checkpoint: checkpoint(epoch) });
      if (error) throw new IntoneError(error, error, '');
      return RESULT;
    },
    terminate: () => terminated++,
  } as unknown as TrainerClient;
  return { trainer, calls, terminations: () => terminated };
}

async function run(attempts: Attempt[], backends: BackendId[] = ['webgpu', 'wasm', 'cpu']) {
  const script = scripted(attempts);
  const setbacks: Setback[] = [];
  const driving = drive({
    trainer: script.trainer,
    store: {} as FeatureStore,
    request: {} as DriveOptions['request'],
    backends,
    resume: null,
    onProgress: () => {},
    onSetback: (setback) => setbacks.push(setback),
  });
  return { driving, setbacks, ...script };
}

describe('drive', () => {
  it('trains in one go where nothing happens', async () => {
    const { driving, calls, setbacks } = await run([{ epochs: 3 }]);
    expect(await driving).toEqual({ result: RESULT, backend: 'webgpu' });
    expect(calls).toHaveLength(1);
    expect(setbacks).toEqual([]);
  });

  it.each(['BackendLostError', 'BackendUntrueError', 'NoBackendError'])(
    'goes to the next backend from the checkpoint: %s',
    async (error) => {
      const { driving, calls, setbacks, terminations } = await run([{ epochs: 2, error }, { epochs: 3 }]);
      expect((await driving).backend).toBe('wasm');
      expect(calls[1]).toEqual({ backend: 'wasm', resume: checkpoint(2) });
      expect(setbacks).toMatchObject([{ from: 'webgpu', to: 'wasm', epochsKept: 2 }]);
      expect(terminations()).toBe(1);
    },
  );

  it('starts a dead worker again on the same backend, and again after more epochs', async () => {
    const error = 'WorkerCrashedError';
    const { driving, calls } = await run([{ epochs: 1, error }, { epochs: 1, error }, { epochs: 1 }]);
    expect((await driving).backend).toBe('webgpu');
    expect(calls.map(({ resume }) => resume?.epochs.length ?? 0)).toEqual([0, 1, 2]);
  });

  it('blames the backend where a worker dies twice in one epoch', async () => {
    const error = 'WorkerCrashedError';
    const { driving, calls } = await run([{ epochs: 1, error }, { epochs: 0, error }, { epochs: 1 }]);
    expect((await driving).backend).toBe('wasm');
    expect(calls.map(({ backend }) => backend)).toEqual(['webgpu', 'webgpu', 'wasm']);
  });

  it('gives up where no backend is left', async () => {
    const { driving } = await run([{ epochs: 0, error: 'BackendLostError' }], ['webgl']);
    await expect(driving).rejects.toMatchObject({ name: 'BackendLostError' });
  });

  it('ends the worker whose memory ran out, and says so', async () => {
    const { driving, terminations } = await run([{ epochs: 1, error: 'OutOfMemoryError' }]);
    await expect(driving).rejects.toMatchObject({ name: 'OutOfMemoryError' });
    expect(terminations()).toBe(1);
  });

  it('leaves the run’s own failures alone', async () => {
    const { driving, calls } = await run([{ epochs: 0, error: 'TrainingDivergedError' }]);
    await expect(driving).rejects.toMatchObject({ name: 'TrainingDivergedError' });
    expect(calls).toHaveLength(1);
  });
});

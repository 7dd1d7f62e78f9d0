import { expect, test } from 'vitest';
import { INTONE_FRONT_END } from '../core/frontend/config.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError } from './channel.ts';
import { BulkExtraction } from './extraction.ts';
import type { ExtractOptions, FeaturePool } from './features.ts';
import type { Job } from './job-queue.ts';
import { Pause } from './pause.ts';

const WORKERS = 2;
/** Two lanes each. */
const LANES = 4;
const JOBS = 20;

function jobs(): Job[] {
  return Array.from({ length: JOBS }, (_, order) => {
    const entry = { path: `${order}.wav`, bytes: order, place: { kind: 'file' } };
    return { order, source: { name: 'some' }, entry, known: null } as unknown as Job;
  });
}

/** Begins what it is asked to, and ends it when told. */
class ManualPool {
  readonly size = WORKERS;
  begun: string[] = [];
  private underWay: { end(): void; refuse(error: Error): void }[] = [];

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      for (const { refuse } of this.underWay.splice(0)) refuse(new CancelledError());
    });
  }

  extract({ name }: { name: string }, _: unknown, { signal }: ExtractOptions): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new CancelledError());
    this.begun.push(name);
    const clip = { kind: 'clip', sha256: name, kept: { kind: 'stored' }, audio: {} };
    return new Promise((resolve, refuse) => this.underWay.push({ end: () => resolve(clip), refuse }));
  }

  /** Ends all that is under way, and lets what follows begin. */
  async endAll(): Promise<void> {
    await turns();
    for (const { end } of this.underWay.splice(0)) end();
    await turns();
  }

  async settle() {
    return {};
  }
}

async function turns(): Promise<void> {
  for (let i = 0; i < 50; i++) await null;
}

function begin() {
  const cancel = new AbortController();
  const pool = new ManualPool(cancel.signal);
  const pause = new Pause(cancel.signal);
  const dones: number[] = [];
  const handed: string[] = [];
  const extraction = new BulkExtraction(
    jobs(),
    [],
    pool as unknown as FeaturePool,
    { put: async () => undefined } as unknown as FeatureStore,
    new Map(),
    {
      frontEnd: INTONE_FRONT_END,
      keep: true,
      signal: cancel.signal,
      pause,
      onProgress: (done) => dones.push(done),
      onRead: async (read) => void handed.push(...read.map(({ clip }) => clip.id)),
      onFull: () => undefined,
    },
  );
  return { pool, cancel, pause, dones, handed, outcome: extraction.run() };
}

test('paused, it begins no recording, ends those under way and hands on what was read; then it goes on', async () => {
  const { pool, pause, dones, handed, outcome } = begin();
  await pool.endAll();
  expect(pool.begun).toHaveLength(2 * LANES);
  expect(handed).toEqual([]);

  pause.begin();
  await pool.endAll();
  await pool.endAll();
  expect(pool.begun).toHaveLength(2 * LANES);
  expect(dones.at(-1)).toBe(2 * LANES);
  expect([...handed].sort()).toEqual([...pool.begun].sort());

  pause.end();
  while (dones.length < JOBS) await pool.endAll();
  const { twins, failures, cancelled } = await outcome;
  expect({ failures, cancelled }).toEqual({ failures: [], cancelled: false });
  expect(twins.settle().clips).toHaveLength(JOBS);
  expect(new Set(handed).size).toBe(JOBS);
});

test('a cancel while paused begins nothing more, and counts nothing more', async () => {
  const { pool, cancel, pause, dones, outcome } = begin();
  pause.begin();
  await pool.endAll();
  cancel.abort();
  const { twins, failures, cancelled } = await outcome;
  expect({ failures, cancelled }).toEqual({ failures: [], cancelled: true });
  expect(twins.settle().clips).toHaveLength(LANES);
  expect(pool.begun).toHaveLength(LANES);
  expect(dones).toEqual([1, 2, 3, 4]);
});

test('paused with the last recordings under way, it ends', async () => {
  const { pool, pause, dones, outcome } = begin();
  while (dones.length < JOBS - LANES) await pool.endAll();
  pause.begin();
  await pool.endAll();
  expect((await outcome).cancelled).toBe(false);
  expect(dones).toHaveLength(JOBS);
});

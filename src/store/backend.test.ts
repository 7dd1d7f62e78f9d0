import { beforeEach, expect, it, vi } from 'vitest';
import type { BackendChoice, BackendId, BackendReport } from '../clients/learn.ts';
import { quiet } from './testing/gate.ts';

interface Probe {
  preference: BackendId | 'auto';
  onProgress(report: BackendReport): void;
  resolve(choice: BackendChoice): void;
  reject(error: unknown): void;
}

/** All that were begun, the latest last: each ends at the test's word. */
const probes: Probe[] = [];

const facts = new Map<string, unknown>();

vi.mock('./keeping.ts', () => ({
  keepFact: async (name: string, value: unknown) => {
    facts.set(name, value);
  },
}));
vi.mock('../clients/learn.ts', () => ({
  probeBackends: (preference: Probe['preference'], onProgress: Probe['onProgress']) =>
    new Promise<BackendChoice>((resolve, reject) => {
      probes.push({ preference, onProgress, resolve, reject });
    }),
}));

let store: typeof import('./backend.ts');

beforeEach(async () => {
  vi.stubGlobal('navigator', { userAgent: 'A browser' });
  probes.length = 0;
  facts.clear();
  // As on a fresh page: nothing was asked for yet.
  vi.resetModules();
  store = await import('./backend.ts');
});

const state = () => store.useBackend.getState();
const report = (id: BackendId) => ({ id, note: id }) as BackendReport;
const choiceOf = (chosen: BackendId): BackendChoice => ({ chosen, reports: [report(chosen)] });

/** Asks for a backend, and for these in turn while the first is tested, as one steps through them by keyboard. */
async function testingWhile(...preferences: (BackendId | 'auto')[]) {
  const answer = store.prepareBackend();
  await quiet();
  for (const preference of preferences) store.preferBackend(preference);
  return { answer };
}

/** The test under way ends with this backend. */
async function found(chosen: BackendId): Promise<void> {
  probes.at(-1)!.resolve(choiceOf(chosen));
  await quiet();
}

const tested = () => probes.map(({ preference }) => preference);

it('probes once per preference, and keeps what was found', async () => {
  const answers = Promise.all([store.prepareBackend(), store.prepareBackend()]);
  await quiet();
  expect(state()).toMatchObject({ probing: true, choice: null });
  probes[0].onProgress(report('wasm'));
  expect(state().reports).toEqual([report('wasm')]);
  probes[0].resolve(choiceOf('wasm'));
  expect(await answers).toEqual([choiceOf('wasm'), choiceOf('wasm')]);
  expect(probes).toHaveLength(1);
  expect(state()).toMatchObject({ probing: false, choice: { chosen: 'wasm' } });
  expect(facts.get('backendChoice')).toMatchObject({ preference: 'auto', chosen: 'wasm' });
});

it('lets a choice win that is made while another is tested, and tests one at a time', async () => {
  const { answer } = await testingWhile('webgl', 'cpu');
  await quiet();
  expect(probes).toHaveLength(1);
  probes[0].onProgress(report('wasm'));
  await found('wasm');
  expect(state()).toMatchObject({ probing: true, choice: null, reports: [] });
  expect(facts.size).toBe(0);
  expect(tested()).toEqual(['auto', 'cpu']);
  await found('cpu');
  // Who waited for the first gets what is wanted now.
  expect(await answer).toEqual(choiceOf('cpu'));
  expect(state()).toMatchObject({ probing: false, preference: 'cpu', choice: { chosen: 'cpu' } });
  expect(facts.get('backendChoice')).toMatchObject({ preference: 'cpu', chosen: 'cpu' });
});

it('answers a choice that is taken back', async () => {
  const { answer } = await testingWhile('cpu', 'auto');
  await found('wasm');
  expect(tested()).toEqual(['auto', 'auto']);
  await found('webgl');
  expect(await answer).toEqual(choiceOf('webgl'));
});

it('goes on with a choice that is made while a test fails, and tests again after a failure', async () => {
  const { answer } = await testingWhile('wasm');
  probes[0].reject(new Error('The worker fell over.'));
  await quiet();
  expect(state().probing).toBe(true);
  probes[1].reject(new Error('So did this one.'));
  await expect(answer).rejects.toThrow('So did this one.');
  expect(state().probing).toBe(false);
  const again = store.prepareBackend();
  await quiet();
  probes[2].resolve(choiceOf('wasm'));
  expect(await again).toEqual(choiceOf('wasm'));
});

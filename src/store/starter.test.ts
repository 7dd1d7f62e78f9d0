import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import { restoreModel, takeIntoUse, useModel } from './model.ts';
import { isStarterToTry, loadStarter, STARTER_ADDRESS, type StarterState, useStarter } from './starter.ts';
import { Gate, quiet } from './testing/gate.ts';

const outside = vi.hoisted(() => ({ restored: Promise.resolve(), imported: async () => ({}) as unknown }));
vi.mock('./restoring.ts', () => ({ whenRestored: () => outside.restored }));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));
vi.mock('./services.ts', async () => ({
  ...(await import('./testing/services.ts')),
  predictor: () => ({ load: async () => {}, importBundle: () => outside.imported() }),
}));

const ZIP = Uint8Array.of(0x50, 0x4b, 3, 4);
const bundle = (parameters: number) =>
  ({
    model: { labels: ['happy'], recipe: COMPACT_RECIPE, artifacts: { weightData: new ArrayBuffer(4) } },
    card: { parameters },
  }) as never;
const STARTER = bundle(1);
const OWN = bundle(2);

const phase = () => useStarter.getState().phase;
const inUse = () => useModel.getState().model;
const fetched = vi.fn<(address: string) => Promise<Response>>();
vi.stubGlobal('fetch', fetched);

beforeEach(() => {
  outside.restored = Promise.resolve();
  outside.imported = async () => STARTER;
  fetched.mockReset();
  fetched.mockImplementation(async () => new Response(ZIP));
  useStarter.setState({ phase: 'unasked', error: null });
  useModel.setState({ model: null });
});

describe('the starter model', () => {
  it('is fetched once, from beside the page, and taken into use as what it is', async () => {
    await Promise.all([loadStarter(), loadStarter()]);
    await loadStarter();
    expect(fetched.mock.calls).toEqual([[STARTER_ADDRESS]]);
    expect(STARTER_ADDRESS).toBe(`${import.meta.env.BASE_URL}starter/ravdess-speech.zip`);
    expect(phase()).toBe('loaded');
    expect(inUse()).toMatchObject({ starter: true, runId: null, card: { parameters: 1 } });
  });

  it('gives way to any other', async () => {
    await loadStarter();
    takeIntoUse(OWN, null);
    expect(inUse()).toMatchObject({ starter: false, card: { parameters: 2 } });
  });

  it('is not asked for where there is a model', async () => {
    takeIntoUse(OWN, 'run');
    await loadStarter();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('waits for the model of an earlier visit', async () => {
    const gate = new Gate();
    const letGo = gate.hold();
    outside.restored = gate.pass();
    const loading = loadStarter();
    await quiet();
    expect(fetched).not.toHaveBeenCalled();
    restoreModel(OWN, 'run');
    letGo();
    await loading;
    expect(fetched).not.toHaveBeenCalled();
    expect(inUse()).toMatchObject({ runId: 'run', starter: false });
  });

  it('never takes the place of a model that came while it was opened', async () => {
    outside.imported = async () => {
      takeIntoUse(OWN, 'run');
      return STARTER;
    };
    await loadStarter();
    expect(inUse()).toMatchObject({ runId: 'run', starter: false });
  });
});

describe('where there is no starter model', () => {
  it('offers none', () => {
    const toTry = (phase: StarterState['phase']) => isStarterToTry({ phase, error: null });
    expect([toTry('unasked'), toTry('loading')]).toEqual([true, true]);
    // It was taken away, or cannot be had, though the page was built with it.
    expect([toTry('absent'), toTry('failed')]).toEqual([false, false]);
  });

  it('asks for none where the page was built without, as this test is', async () => {
    useStarter.setState(useStarter.getInitialState());
    expect(isStarterToTry(useStarter.getState())).toBe(false);
    await loadStarter();
    expect(fetched).not.toHaveBeenCalled();
    expect(useStarter.getState()).toEqual({ phase: 'absent', error: null });
  });

  it('says nothing, and does not ask again', async () => {
    fetched.mockImplementation(async () => new Response('', { status: 404 }));
    await loadStarter();
    await loadStarter();
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(useStarter.getState()).toEqual({ phase: 'absent', error: null });
    expect(inUse()).toBeNull();
  });

  it('takes the page, sent in its place by some servers, for nothing', async () => {
    for (const body of ['<!doctype html>', '']) {
      useStarter.setState({ phase: 'unasked' });
      fetched.mockImplementation(async () => new Response(body));
      await loadStarter();
      expect(phase()).toBe('absent');
    }
  });
});

describe('a starter model that does not come', () => {
  it('says so offline, and comes when tried again', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await loadStarter();
    expect(phase()).toBe('failed');
    expect(useStarter.getState().error!.message).toContain('does not answer');
    expect(useStarter.getState().error!.remedy).toContain('Try again once you are online');
    await loadStarter();
    expect(useStarter.getState()).toEqual({ phase: 'loaded', error: null });
    expect(inUse()).toMatchObject({ starter: true });
  });

  it('names what the server answered', async () => {
    fetched.mockImplementation(async () => new Response('', { status: 503 }));
    await loadStarter();
    expect(useStarter.getState().error!.message).toContain('503');
  });

  it('says why it cannot be used', async () => {
    outside.imported = () => Promise.reject(new Error('weights.bin is short.'));
    await loadStarter();
    expect(phase()).toBe('failed');
    expect(useStarter.getState().error!.message).toContain('weights.bin is short.');
    expect(inUse()).toBeNull();
  });
});

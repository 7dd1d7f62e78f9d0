import { expect, it, vi } from 'vitest';
import { keepAwake, useAwake } from './awake.ts';
import { useNotices } from './notices.ts';
import { type RunPhase, useRun } from './run.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('keeps the screen on while a run is under way, and says where the browser refuses', async () => {
  const request = vi.fn(async () =>
    Object.assign(new EventTarget(), { release: async () => undefined, released: false }),
  );
  vi.stubGlobal('navigator', { wakeLock: { request } });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  const heldIn = async (phase: RunPhase) => {
    useRun.setState({ phase });
    await settled();
    return useAwake.getState().held;
  };

  expect(await heldIn('training')).toBe(false);
  keepAwake(true);
  expect(await heldIn('training')).toBe(true);
  expect(await heldIn('pausing')).toBe(true);
  expect(await heldIn('paused')).toBe(false);
  expect(await heldIn('training')).toBe(true);
  expect(await heldIn('done')).toBe(false);

  request.mockRejectedValueOnce(new Error('Low battery.'));
  expect(await heldIn('training')).toBe(false);
  expect(useNotices.getState().notices).toMatchObject([
    { kind: 'warning', message: 'The browser does not keep the screen on (Low battery).' },
  ]);

  expect(await heldIn('testing')).toBe(true);
  keepAwake(false);
  expect(await heldIn('testing')).toBe(false);
});

import { expect, test } from 'vitest';
import { Pause } from './pause.ts';

function pauseAt(clock: { ms: number }): { pause: Pause; cancel: AbortController } {
  const cancel = new AbortController();
  return { pause: new Pause(cancel.signal, () => clock.ms), cancel };
}

/** Enough turns for every promise that is settled by now to be heard of. */
async function turns(): Promise<void> {
  for (let i = 0; i < 10; i++) await null;
}

test('adds up its times, with the one under way', () => {
  const clock = { ms: 0 };
  const { pause } = pauseAt(clock);
  clock.ms = 5;
  pause.begin();
  clock.ms = 15;
  pause.begin();
  expect(pause.totalMs).toBe(10);
  pause.end();
  pause.end();
  clock.ms = 100;
  expect(pause.totalMs).toBe(10);
  pause.begin();
  clock.ms = 107;
  expect(pause.totalMs).toBe(17);
});

test('all who wait go on at its end, and not where it begins anew at once', async () => {
  const { pause } = pauseAt({ ms: 0 });
  let passed = 0;
  const wait = () => void pause.over().then(() => passed++);
  wait();
  await turns();
  expect(passed).toBe(1);
  pause.begin();
  wait();
  wait();
  pause.end();
  pause.begin();
  await turns();
  expect(passed).toBe(1);
  pause.end();
  await turns();
  expect(passed).toBe(3);
});

test('a cancel ends it for good', async () => {
  const { pause, cancel } = pauseAt({ ms: 0 });
  pause.begin();
  const over = pause.over();
  cancel.abort();
  await over;
  pause.begin();
  expect(pause.isOn).toBe(false);
});

import { expect, it } from 'vitest';
import { Pause } from '../clients/pause.ts';
import { type Pace, paceMeter } from './pace.ts';

it('tells rate and remaining time from when the work itself began, four times a second at most', () => {
  let now = 0;
  const paces: Pace[] = [];
  const meter = paceMeter(
    (pace) => paces.push(pace),
    undefined,
    () => now,
  );
  meter(0, 0, 'opening');
  now = 5000;
  meter(0, 100, 'a');
  now = 5050;
  meter(5, 100, 'b');
  now = 6000;
  meter(20, 100, 'c');
  now = 6010;
  meter(100, 100, 'd');

  expect(paces.map(({ name }) => name)).toEqual(['opening', 'a', 'c', 'd']);
  expect(paces[0].remainingS).toBeNull();
  expect(paces[2]).toMatchObject({ done: 20, perSecond: 20, remainingS: 4 });
  expect(paces[3].remainingS).toBe(0);
});

it('counts no pause, and passes on each of the few that end in one', () => {
  let now = 0;
  const paces: Pace[] = [];
  const pause = new Pause(new AbortController().signal, () => now);
  const meter = paceMeter(
    (pace) => paces.push(pace),
    pause,
    () => now,
  );
  meter(0, 100, 'a');
  now = 2000;
  meter(20, 100, 'b');
  pause.begin();
  now = 2010;
  meter(21, 100, 'c');
  now = 60_000;
  meter(22, 100, 'd');
  pause.end();
  now = 60_100;
  meter(23, 100, 'withheld: 100 ms since the last');
  now = 62_000;
  meter(40, 100, 'e');

  expect(paces.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(paces[3].perSecond).toBe(11);
  expect(paces[4]).toMatchObject({ perSecond: 10, remainingS: 6 });
});

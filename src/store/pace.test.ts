import { expect, it } from 'vitest';
import { type Pace, paceMeter } from './pace.ts';

it('tells rate and remaining time from when the work itself began, four times a second at most', () => {
  let now = 0;
  const paces: Pace[] = [];
  const meter = paceMeter(
    (pace) => paces.push(pace),
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

import { expect, it } from 'vitest';
import { EarlyStopping } from './earlyStopping.ts';

/** The epoch after which a run of these validation UARs ends; null if it doesn't. */
function endOf(patience: number, uars: (number | null)[]): number | null {
  const stopping = new EarlyStopping(patience);
  const end = uars.findIndex((validationUar, i) => stopping.offer({ epoch: i + 1, validationUar }));
  return end < 0 ? null : end + 1;
}

it.each([
  ['so many epochs after the best', 3, [0.3, 0.5, 0.4, 0.4, 0.4, 0.9], 5],
  ['not while it gets better now and then', 2, [0.3, 0.2, 0.4, 0.3, 0.5, 0.4], null],
  ['where it only equals the best', 2, [0.3, 0.5, 0.5, 0.5], 4],
  ['where it never was better than the first', 1, [0.5, 0.4], 2],
  ['where the first is the worst there is', 2, [0, 0, 0], 3],
  ['never without patience set', 0, [0.5, 0.4, 0.3, 0.2, 0.1], null],
  ['never without validation', 1, [null, null, null], null],
])('stops %s', (_, patience, uars, end) => {
  expect(endOf(patience, uars)).toBe(end);
});

it('knows from the same reports whether a resumed run is over', () => {
  const reports = [0.2, 0.6, 0.5, 0.5].map((validationUar, i) => ({ epoch: i + 1, validationUar }));
  const resumed = new EarlyStopping(2);
  for (const report of reports) resumed.offer(report);
  expect(resumed.shouldStop).toBe(true);
  expect(resumed.offer({ epoch: 5, validationUar: 0.7 })).toBe(false);
});

import { expect, it } from 'vitest';
import { leakIntervalWords, leakWords } from './leakWords.ts';

it('says what a leak would have claimed, and admits where it claims nothing more', () => {
  expect(leakWords({ difference: 0.183 })).toBe('A random split would have claimed 18.3 points more');
  expect(leakWords({ difference: -0.0004 })).toBe('The random split claims just as much here');
  expect(leakWords({ difference: -0.02 })).toBe('The random split claims 2.0 points less here');
});

it('says how far the difference can be trusted', () => {
  expect(leakIntervalWords({ low: 0.121, high: 0.24, by: 'speaker', units: 20 })).toBe(
    '95 % interval of the difference: 12.1 to 24.0 points.',
  );
  expect(leakIntervalWords({ low: -0.03, high: 0.24, by: 'speaker', units: 20 })).toContain(
    '−3.0 to 24.0 points, so chance alone could explain it',
  );
  expect(leakIntervalWords({ low: 0.121, high: 0.24, by: 'speaker', units: 4 })).toBe(
    '95 % interval of the difference: 12.1 to 24.0 points (rough: from 4 speakers).',
  );
  expect(leakIntervalWords({ low: 0.1, high: 0.2, by: 'clip', units: 300 })).toContain(
    'says nothing of other voices',
  );
});

import { expect, it } from 'vitest';
import { testedWords } from './backendWords.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');

it.each([
  [null, 'Tested on this visit'],
  ['2026-03-10T11:59:30.000Z', 'Tested just now in this browser'],
  ['2026-03-10T12:30:00.000Z', 'Tested just now in this browser'],
  ['2026-03-10T11:15:00.000Z', 'Tested 45 minutes ago in this browser'],
  ['2026-03-10T11:00:00.000Z', 'Tested 1 hour ago in this browser'],
  ['2026-03-09T11:00:00.000Z', 'Tested 1 day ago in this browser'],
  ['2026-03-07T11:00:00.000Z', 'Tested 3 days ago in this browser'],
])('%s: %s', (testedAt, words) => {
  expect(testedWords(testedAt, NOW)).toBe(words);
});

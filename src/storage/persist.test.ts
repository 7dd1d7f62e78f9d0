import { afterEach, expect, test, vi } from 'vitest';
import { persistStorage } from './persist.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([true, false])('the answer is the browser’s: %s', async (answer) => {
  vi.stubGlobal('navigator', { storage: { persist: async () => answer } });
  expect(await persistStorage()).toBe(answer);
});

test.each([
  ['no storage', {}],
  ['no such promise', { storage: {} }],
  ['a refusal', { storage: { persist: () => Promise.reject(new TypeError('Opaque origin.')) } }],
  [
    'a failure',
    {
      storage: {
        persist() {
          throw new DOMException('Not here.', 'SecurityError');
        },
      },
    },
  ],
])('a browser with %s: false', async (_what, navigator) => {
  vi.stubGlobal('navigator', navigator);
  expect(await persistStorage()).toBe(false);
});

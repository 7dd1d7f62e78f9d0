import { expect, test } from 'vitest';
import { type FrontEndConfig, INTONE_FRONT_END, LIBROSA_FRONT_END } from '../core/frontend/config.ts';
import { frontEndKey } from './front-end-key.ts';

const reversed = (config: object) =>
  Object.fromEntries(Object.entries(config).reverse()) as unknown as FrontEndConfig;

test('the order of the fields does not matter', () => {
  expect(frontEndKey(reversed(INTONE_FRONT_END))).toBe(frontEndKey(INTONE_FRONT_END));
});

test('the order of words in a list does not matter, their being there does', () => {
  const withMeasures = (...measures: string[]) =>
    frontEndKey({ ...INTONE_FRONT_END, measures } as unknown as FrontEndConfig);
  expect(withMeasures('rms', 'f0')).toBe(withMeasures('f0', 'rms'));
  expect(withMeasures('rms', 'f0')).not.toBe(withMeasures('rms'));
  expect(withMeasures('rms')).not.toBe(withMeasures());
});

test('every field matters', () => {
  const key = frontEndKey(INTONE_FRONT_END);
  expect(frontEndKey(LIBROSA_FRONT_END)).not.toBe(key);
  for (const [field, value] of Object.entries(INTONE_FRONT_END)) {
    const changed = typeof value === 'number' ? value + 1 : 'other';
    expect(frontEndKey({ ...INTONE_FRONT_END, [field]: changed }), field).not.toBe(key);
  }
});

test('null is not zero', () => {
  const keys = [null, 0].map((topDb) => frontEndKey({ ...INTONE_FRONT_END, topDb }));
  expect(keys[0]).not.toBe(keys[1]);
});

test('ten thousand settings have ten thousand keys, each fit for a file name', () => {
  const keys = new Set<string>();
  for (let i = 0; i < 10_000; i++) keys.add(frontEndKey({ ...INTONE_FRONT_END, hopSamples: i }));
  expect(keys.size).toBe(10_000);
  for (const key of keys) expect(key).toMatch(/^\d+-[0-9a-f]{16}$/);
});

import { expect, test } from 'vitest';
import { powerToDb } from './db.ts';
import { frameCount } from './stft.ts';
import { hannWindow } from './window.ts';

test('a frame for each hop, of which an odd FFT size may lose the last', () => {
  expect([399, 400, 401].map((samples) => frameCount(samples, 100, 512))).toEqual([4, 5, 5]);
  expect([399, 400, 401].map((samples) => frameCount(samples, 100, 401))).toEqual([4, 4, 5]);
  expect(frameCount(1, 160, 512)).toBe(1);
});

test('a window of one sample lets it through', () => {
  expect([...hannWindow(1, 4)]).toEqual([0, 1, 0, 0]);
  expect([...hannWindow(2)]).toEqual([0, 1]);
});

test('decibels relative to a power, or to the loudest', () => {
  const db = (topDb: number | null, options: Parameters<typeof powerToDb>[3]) => {
    const powers = Float64Array.of(1e-12, 1e-6, 10, 1000);
    powerToDb(powers, 3, topDb, options);
    return Array.from(powers, (value) => Math.round(value * 1e6) / 1e6);
  };
  expect(db(null, { reference: 'max' })).toEqual([-110, -70, 0, 1000]);
  expect(db(null, { reference: 100, floor: 1e-8 })).toEqual([-100, -80, -10, 1000]);
  expect(db(60, { reference: -100 })).toEqual([-70, -70, -10, 1000]);
  expect(db(60, { reference: 0 })).toEqual([50, 50, 110, 1000]);
});

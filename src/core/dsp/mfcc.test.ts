import { expect, test } from 'vitest';
import { INTONE_FRONT_END } from '../frontend/config.ts';
import { powerToDb } from './db.ts';
import { MfccExtractor } from './mfcc.ts';

test('decibels are floored at amin, and at topDb below the loudest', () => {
  const powers = () => Float64Array.of(0, 1e-12, 1e-6, 10, Number.NaN);
  const open = powers();
  powerToDb(open, 4, null);
  expect([...open.subarray(0, 4)]).toEqual([-100, -100, -60, 10]);
  const limited = powers();
  powerToDb(limited, 4, 50);
  expect([...limited]).toEqual([-40, -40, -40, 10, Number.NaN]);
});

test("the lifter weighs each coefficient by librosa's sine", () => {
  const signal = Float32Array.from({ length: 400 }, (_, n) => Math.sin(n * n));
  const [plain, liftered] = [0, 22].map((lifter) => {
    const out = new Float32Array(3 * 13);
    new MfccExtractor({ ...INTONE_FRONT_END, nMfcc: 13, lifter }).mfcc(signal, out, 13);
    return out;
  });
  for (let k = 0; k < 13; k++) {
    const weight = 1 + 11 * Math.sin((Math.PI * (k + 1)) / 22);
    expect(liftered[13 + k] / plain[13 + k]).toBeCloseTo(weight, 4);
  }
});

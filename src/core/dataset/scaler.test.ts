import { describe, expect, it } from 'vitest';
import type { FeatureMatrix } from '../frontend/matrix.ts';
import { Random } from './random.ts';
import { applyScaler, fitScaler } from './scaler.ts';

function matrix(rows: number[][]): FeatureMatrix {
  return { frames: rows.length, coefficients: rows[0].length, data: Float32Array.from(rows.flat()) };
}

const ROWS = [
  [1, -200.5, 7],
  [2, -180.25, 7],
  [4, -150, 7],
  [8, -3.125, 7],
  [16, 40, 7],
];

// From sklearn.preprocessing.StandardScaler (scikit-learn 1.9.1) on ROWS.
const MEAN = [6.2, -98.775, 7];
const STD = [5.455272678794343, 97.99752547896298, 1];
const FIRST_ROW = [-0.9532062476387962, -1.038036414723933, 0];

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, digits: number): void {
  expect(actual).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i], digits);
}

describe('fitScaler', () => {
  it('measures what StandardScaler measures, however the frames are cut into clips', () => {
    for (const cut of [1, 2, 4]) {
      const { mean, std } = fitScaler([matrix(ROWS.slice(0, cut)), matrix(ROWS.slice(cut))]);
      expectClose(mean, MEAN, 12);
      expectClose(std, STD, 12);
    }
    expectClose(fitScaler([matrix(ROWS)]).std, STD, 12);
  });

  it('keeps its precision far from zero', () => {
    const random = new Random(5);
    const clips = Array.from({ length: 50 }, () =>
      matrix(Array.from({ length: 100 }, () => [1e4 + (random.below(2) === 0 ? -1 : 1)])),
    );
    const { mean, std } = fitScaler(clips);
    // ±1 by a coin: variance is exactly 1 − offset².
    const offset = mean[0] - 1e4;
    expect(Math.abs(offset)).toBeLessThan(0.1);
    expect(std[0]).toBeCloseTo(Math.sqrt(1 - offset * offset), 10);
  });

  it('reads a generator once, and skips clips without frames', () => {
    function* clips() {
      yield { frames: 0, coefficients: 3, data: new Float32Array(0) };
      yield matrix(ROWS);
    }
    expectClose(fitScaler(clips()).mean, MEAN, 12);
  });

  it('refuses nothing at all, mixed widths and values that are not finite', () => {
    expect(() => fitScaler([])).toThrow(RangeError);
    expect(() => fitScaler([matrix([[1, 2]]), matrix([[1, 2, 3]])])).toThrow(/2 and of 3/);
    expect(() => fitScaler([matrix([[1], [Number.NaN]])])).toThrow(/finite/);
  });
});

describe('applyScaler', () => {
  const scaler = fitScaler([matrix(ROWS)]);

  it('scales as StandardScaler does', () => {
    const { data } = matrix(ROWS);
    const target = new Float32Array(data.length);
    expect(applyScaler(scaler, data, target)).toBe(target);
    expectClose(target.subarray(0, 3), FIRST_ROW, 6);
    expect(data[0]).toBe(1);
  });

  it('scales in place to mean 0 and deviation 1', () => {
    const { data } = matrix(ROWS);
    expect(applyScaler(scaler, data)).toBe(data);
    const { mean, std } = fitScaler([{ frames: 5, coefficients: 3, data }]);
    expectClose(mean, [0, 0, 0], 6);
    expectClose(std, [1, 1, 1], 6);
  });

  it('refuses data of another width and short targets', () => {
    expect(() => applyScaler(scaler, new Float32Array(4))).toThrow(RangeError);
    expect(() => applyScaler(scaler, new Float32Array(6), new Float32Array(3))).toThrow(RangeError);
  });
});

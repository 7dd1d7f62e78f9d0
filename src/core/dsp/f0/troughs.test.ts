import { expect, test } from 'vitest';
import { findTroughs, parabolicShift } from './troughs.ts';

test.each([
  ['inside', [3, 1, 2, 0, 5], [1, 3]],
  ['at the ends', [1, 2, 3, 2], [0, 3]],
  ['on a plateau, its first', [2, 1, 1, 1, 2], [1]],
  ['on a falling step', [3, 2, 2, 1, 4], [1, 3]],
  ['none where all are equal', [0, 0, 0, 0], []],
  ['two values', [1, 0], [1]],
])('troughs %s', (_, curve, expected) => {
  const troughs = new Uint16Array(Math.ceil(curve.length / 2));
  const count = findTroughs(Float64Array.from(curve), troughs);
  expect([...troughs.subarray(0, count)]).toEqual(expected);
});

test('the vertex of a parabola is found', () => {
  const curve = Float64Array.from({ length: 5 }, (_, x) => (x - 2.3) ** 2);
  expect(parabolicShift(curve, 2)).toBeCloseTo(0.3, 12);
});

test('no shift at the ends, on a straight line or on a flat one', () => {
  expect(parabolicShift(Float64Array.of(0, 1, 4), 0)).toBe(0);
  expect(parabolicShift(Float64Array.of(4, 1, 0), 2)).toBe(0);
  expect(parabolicShift(Float64Array.of(0, 1, 2), 1)).toBe(0);
  expect(parabolicShift(Float64Array.of(1, 1, 1), 1)).toBe(0);
});

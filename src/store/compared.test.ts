import { beforeEach, expect, it } from 'vitest';
import { compareRun, MOST_COMPARED, placesOf, useCompared } from './compared.ts';
import { type RunRow, useRuns } from './runs.ts';

const rowsOf = (ids: string) => [...ids].map((id) => ({ id }) as RunRow);
const compared = () => placesOf(useRuns.getState().rows, useCompared.getState().chosen);

beforeEach(() => {
  useRuns.setState({ rows: rowsOf('abcdefgh') });
  useCompared.setState({ chosen: null });
});

it('compares the latest four at first, each in its place as runs come', () => {
  expect(Object.keys(compared())).toEqual(['e', 'f', 'g', 'h']);
  const before = compared();
  useRuns.setState({ rows: rowsOf('abcdefghi') });
  const { i, ...others } = compared();
  expect(others).toEqual({ f: before.f, g: before.g, h: before.h });
  expect(i).toBe(before.e);
});

it('gives a run that is added a free place and moves no other', () => {
  const before = compared();
  compareRun('f', false);
  compareRun('a', true);
  expect(compared()).toEqual({ a: before.f, e: before.e, g: before.g, h: before.h });
  compareRun('b', true);
  expect(new Set(Object.values(compared())).size).toBe(5);
});

it('takes no more than can be told apart, and forgets deleted runs', () => {
  for (const id of 'abcd') compareRun(id, true);
  expect(Object.keys(compared())).toHaveLength(MOST_COMPARED);
  expect(compared()).not.toHaveProperty('d');
  useRuns.setState({ rows: rowsOf('bcdefgh') });
  compareRun('d', true);
  expect(Object.keys(compared()).sort().join('')).toBe('bdefgh');
});

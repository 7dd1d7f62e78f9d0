import { describe, expect, it } from 'vitest';
import { sortRows, toggleSort } from './sortRows.ts';

const rows = [{ v: 'Actor 10' }, { v: null }, { v: 'actor 2' }, { v: 'Actor 1' }];

describe('sortRows', () => {
  it('reads numbers inside words and puts missing values last, both ways', () => {
    const ascending = sortRows(rows, (row) => row.v, 'ascending').map((row) => row.v);
    const descending = sortRows(rows, (row) => row.v, 'descending').map((row) => row.v);
    expect(ascending).toEqual(['Actor 1', 'actor 2', 'Actor 10', null]);
    expect(descending).toEqual(['Actor 10', 'actor 2', 'Actor 1', null]);
  });

  it('sorts numbers as numbers and leaves its input alone', () => {
    const numbers = [10, 9, 100];
    expect(sortRows(numbers, (n) => n, 'ascending')).toEqual([9, 10, 100]);
    expect(numbers).toEqual([10, 9, 100]);
  });
});

describe('toggleSort', () => {
  it('turns the same column round and starts another ascending', () => {
    const up = toggleSort(null, 'a');
    const down = toggleSort(up, 'a');
    expect([up.direction, down.direction]).toEqual(['ascending', 'descending']);
    expect(toggleSort(down, 'b')).toEqual({ columnId: 'b', direction: 'ascending' });
  });
});

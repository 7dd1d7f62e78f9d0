export interface Sort {
  columnId: string;
  direction: 'ascending' | 'descending';
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A sorted copy. Equal rows keep their order; rows without a value come last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueFor: (row: Row) => string | number | null,
  direction: Sort['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueFor(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
      return sign * collator.compare(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}

/** Another column starts ascending; the same one turns round. */
export function toggleSort(sort: Sort | null, columnId: string): Sort {
  const turn = sort?.columnId === columnId && sort.direction === 'ascending';
  return { columnId, direction: turn ? 'descending' : 'ascending' };
}

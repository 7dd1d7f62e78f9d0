/** A chart's numbers: one row per point, cells as shown. The first column names the row. */
export interface TableOfNumbers {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** A number for a table, without digits that say nothing. */
export function rounded(value: number | null | undefined, digits: number): number | null {
  return value == null || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

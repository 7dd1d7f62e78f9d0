import { type Column, DataTable } from '../components/DataTable.tsx';

/** A chart's numbers: one row per point, cells as shown. The first column names the row. */
export interface TableOfNumbers {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

type Row = TableOfNumbers['rows'][number];

export function ChartTable({ table, maxHeight }: { table: TableOfNumbers; maxHeight: number }) {
  const columns: Column<Row>[] = table.columns.map((header, index) => ({
    id: header,
    header,
    align: table.rows.some((row) => typeof row[index] === 'number') ? 'end' : 'start',
    cell: (row) => row[index] ?? '–',
  }));
  return (
    <DataTable
      caption={table.caption}
      columns={columns}
      rows={table.rows}
      rowKey={(_, index) => String(index)}
      maxHeight={`${maxHeight}px`}
    />
  );
}

/** A number for a table, without digits that say nothing. */
export function rounded(value: number | null | undefined, digits: number): number | null {
  return value == null || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

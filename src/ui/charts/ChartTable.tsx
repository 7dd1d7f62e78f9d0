import { type Column, DataTable } from '../components/DataTable.tsx';
import type { TableOfNumbers } from './tableOfNumbers.ts';

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

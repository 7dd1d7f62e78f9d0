import { type ReactNode, useMemo, useState } from 'react';
import { Button } from './Button.tsx';
import { formatCount } from './format.ts';
import { type Sort, sortRows, toggleSort } from './sortRows.ts';
import './DataTable.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** 'end' for numbers. */
  align?: 'start' | 'end';
  /** Makes the column sortable. */
  sortValue?: (row: Row) => string | number | null;
  /** CSS width. */
  width?: string;
}

export interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** Rows per page once there are more than 200. */
  pageSize?: number;
  initialSort?: Sort;
  /** Height the table scrolls at, as CSS; its head stays in sight. */
  maxHeight?: string;
  /** Makes each row a button through its first cell. */
  onSelect?: ((row: Row) => void) | undefined;
  selectedKey?: string | null | undefined;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
}

/** Up to here one page holds all: scrolling is quicker than turning pages. */
const PAGED_ABOVE = 200;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, pageSize = 100, maxHeight, empty } = props;
  const { onSelect, selectedKey } = props;
  const [sort, setSort] = useState<Sort | null>(props.initialSort ?? null);
  const [wantedPage, setPage] = useState(0);

  const sortValue = columns.find((column) => column.id === sort?.columnId)?.sortValue;
  const sorted = useMemo(
    () => (sort && sortValue ? sortRows(rows, sortValue, sort.direction) : rows),
    [rows, sort, sortValue],
  );
  const rowsPerPage = rows.length > PAGED_ABOVE ? pageSize : Math.max(1, rows.length);
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  // Rows may have become fewer since the page was turned.
  const page = Math.min(wantedPage, pages - 1);
  const first = page * rowsPerPage;
  const shown = sorted.slice(first, first + rowsPerPage);

  return (
    <div className="table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table__scroll" aria-label={caption} tabIndex={0} style={{ maxHeight }}>
        <table className="table__grid">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSort={() => {
                    setSort(toggleSort(sort, column.id));
                    setPage(0);
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => {
              const key = rowKey(row, first + index);
              return (
                <tr key={key} className={rowClass(onSelect !== undefined, key === selectedKey)}>
                  {columns.map((column, place) => (
                    <td key={column.id} className={column.align === 'end' ? 'table__end' : undefined}>
                      {place === 0 && onSelect ? (
                        <button
                          type="button"
                          className="table__select"
                          aria-current={key === selectedKey || undefined}
                          onClick={() => onSelect(row)}
                        >
                          {column.cell(row)}
                        </button>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        {rows.length === 0 && <p className="table__empty">{empty ?? 'Nothing here.'}</p>}
      </section>
      {pages > 1 && (
        <nav className="table__pages" aria-label={`Pages of ${caption}`}>
          <span>
            {formatCount(first + 1)}–{formatCount(first + shown.length)} of {formatCount(rows.length)}
          </span>
          <Button size="small" unavailable={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button size="small" unavailable={page === pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}

function rowClass(live: boolean, chosen: boolean): string {
  return ['table__row', live && 'table__row--live', chosen && 'table__row--chosen'].filter(Boolean).join(' ');
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: Sort | null;
  onSort: () => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const direction = sort?.columnId === column.id ? sort.direction : null;
  return (
    <th
      scope="col"
      className={column.align === 'end' ? 'table__end' : undefined}
      style={{ width: column.width }}
      aria-sort={direction ?? undefined}
    >
      {column.sortValue ? (
        <button type="button" className="table__sort" onClick={onSort}>
          {column.header}
          <span className="table__arrow" aria-hidden="true">
            {direction === null ? '↕' : direction === 'ascending' ? '↑' : '↓'}
          </span>
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

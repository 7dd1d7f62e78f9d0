import { type KeyboardEvent, useRef, useState } from 'react';
import { formatCount, formatPercent } from '../components/format.ts';
import './ConfusionMatrix.css';

export interface ConfusionMatrixProps {
  /** Names of rows and columns, in the model's order. */
  labels: readonly string[];
  /** Clips: matrix[truth][predicted]. */
  matrix: readonly ArrayLike<number>[];
  caption?: string;
  selected?: { row: number; column: number } | null | undefined;
  /** A cell was chosen: truth and prediction by index. */
  onSelect?: ((truth: number, predicted: number) => void) | undefined;
}

/**
 * Truth downwards, prediction across. Each cell is a button with its count and its share of the row, which
 * also sets its shade; arrow keys, Home and End move between cells, and one Tab passes the matrix.
 */
export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { labels, matrix, caption = 'Confusion matrix', selected, onSelect } = props;
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const size = labels.length;

  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const next = stepFrom(active, event.key, size);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    const cells = table.current?.querySelectorAll('button');
    cells?.[next.row * size + next.column]?.focus();
  };

  return (
    <div className="confusion">
      <table ref={table} className="confusion__grid" onKeyDown={move}>
        <caption className="visually-hidden">{caption}. Rows are the truth, columns the prediction.</caption>
        <thead>
          <tr>
            <th scope="col" className="confusion__corner">
              Truth ↓ Predicted →
            </th>
            {labels.map((label) => (
              <th key={label} scope="col" className="confusion__head">
                <span>{label}</span>
              </th>
            ))}
            <th scope="col" className="confusion__head">
              <span>Clips</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {labels.map((truth, row) => {
            const total = sum(matrix[row]);
            return (
              <tr key={truth}>
                <th scope="row" className="confusion__side">
                  {truth}
                </th>
                {labels.map((predicted, column) => {
                  const count = matrix[row][column];
                  const share = total > 0 ? count / total : 0;
                  const chosen = selected?.row === row && selected.column === column;
                  return (
                    <td key={predicted} className="confusion__place">
                      <button
                        type="button"
                        className={
                          row === column ? 'confusion__cell confusion__cell--right' : 'confusion__cell'
                        }
                        style={{ '--share': `${(share * 100).toFixed(1)}%` } as React.CSSProperties}
                        tabIndex={active.row === row && active.column === column ? 0 : -1}
                        aria-pressed={onSelect ? chosen : undefined}
                        aria-label={`${truth} heard as ${predicted}: ${count} of ${total}, ${formatPercent(share)}`}
                        onFocus={() => setActive({ row, column })}
                        onClick={() => onSelect?.(row, column)}
                      >
                        <span className="confusion__share">{count > 0 ? Math.round(share * 100) : '·'}</span>
                        <span className="confusion__count">{count > 0 ? formatCount(count) : ''}</span>
                      </button>
                    </td>
                  );
                })}
                <td className="confusion__total">{formatCount(total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="confusion__key">
        <span className="confusion__ramp" aria-hidden="true" />
        Shade and large number: per cent of the row. Small number: clips.
      </p>
    </div>
  );
}

function stepFrom(at: { row: number; column: number }, key: string, size: number) {
  const last = size - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: Math.max(0, at.row - 1) };
    case 'ArrowDown':
      return { ...at, row: Math.min(last, at.row + 1) };
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(last, at.column + 1) };
    case 'Home':
      return { ...at, column: 0 };
    case 'End':
      return { ...at, column: last };
    default:
      return null;
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index];
  return total;
}

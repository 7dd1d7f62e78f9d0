import type { RunLine } from '../theme/runs.ts';
import './LineSwatch.css';

/** A piece of a run's curve, for legends. Decoration: the run's name stands beside it. */
export function LineSwatch({ line: { colour, dashes } }: { line: RunLine }) {
  return (
    <svg className="line-swatch" viewBox="0 0 32 8" aria-hidden="true" focusable="false">
      <path d="M0 4h32" stroke={colour} strokeWidth="2.5" strokeDasharray={dashes.join(' ') || undefined} />
    </svg>
  );
}

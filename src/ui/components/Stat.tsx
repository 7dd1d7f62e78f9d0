import type { ReactNode } from 'react';
import './Stat.css';

export interface StatProps {
  label: ReactNode;
  /** Already in words: '1,199', '58.3'. */
  value: ReactNode;
  unit?: ReactNode;
  /** A soft line below: an interval, a comparison. */
  hint?: ReactNode;
}

/** One number that matters, and what it is. Put several in `Stats`. */
export function Stat({ label, value, unit, hint }: StatProps) {
  return (
    <div className="stat">
      <dt className="stat__label">{label}</dt>
      <dd className="stat__value">
        {value}
        {unit && <span className="stat__unit">{unit}</span>}
      </dd>
      {hint && <dd className="stat__hint">{hint}</dd>}
    </div>
  );
}

/** A row of `Stat`s, as many as fit. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="stats">{children}</dl>;
}

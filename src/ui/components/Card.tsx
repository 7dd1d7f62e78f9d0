import { type ReactNode, useId } from 'react';
import './Card.css';

export interface CardProps {
  /** What is seen on the card, in a few words. */
  title?: ReactNode;
  /** One plain sentence under the title. */
  hint?: ReactNode;
  /** Buttons at the title's end. */
  actions?: ReactNode;
  /** Heading level of the title; 2 under a stage's h1. */
  level?: 2 | 3;
  /** Without padding around the children, for tables and charts that reach the edge. */
  flush?: boolean;
  children?: ReactNode;
}

/** A titled surface in the main column. */
export function Card({ title, hint, actions, level = 2, flush = false, children }: CardProps) {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card" aria-labelledby={title ? titleId : undefined}>
      {(title || actions) && (
        <header className="card__head">
          <div className="card__words">
            {title && (
              <Heading className="card__title" id={titleId}>
                {title}
              </Heading>
            )}
            {hint && <p className="card__hint">{hint}</p>}
          </div>
          {actions && <div className="card__actions">{actions}</div>}
        </header>
      )}
      {children && <div className={flush ? 'card__body card__body--flush' : 'card__body'}>{children}</div>}
    </section>
  );
}

import type { ReactNode } from 'react';
import './StagePage.css';

export interface StagePageProps {
  title: string;
  /** What the stage is for, in one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** The stage's cards. */
  children?: ReactNode;
}

/** A stage's column: its heading, then its cards. */
export function StagePage({ title, lead, actions, children }: StagePageProps) {
  return (
    <div className="stage">
      <header className="stage__head">
        <div>
          {/* Takes the focus where a change of stage would drop it: see keepFocus. */}
          <h1 className="stage__title" tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="stage__lead">{lead}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import './EmptyState.css';

export interface CorpusSource {
  name: string;
  url: string;
  /** Size, speakers, licence: '1,440 clips, 24 speakers, CC BY-NC-SA'. */
  detail: string;
}

export interface EmptyStateProps {
  title: ReactNode;
  icon?: ReactNode;
  /** What to do to fill this place. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Where the corpora can be had. */
  sources?: readonly CorpusSource[];
}

/** A place with nothing in it yet, and how to change that. */
export function EmptyState({ title, icon, children, actions, sources }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon && <span className="empty__icon">{icon}</span>}
      <p className="empty__title">{title}</p>
      {children && <div className="empty__words">{children}</div>}
      {actions && <div className="empty__actions">{actions}</div>}
      {sources && sources.length > 0 && <CorpusSources sources={sources} />}
    </div>
  );
}

/** A list of links to the corpora's own pages. */
export function CorpusSources({ sources }: { sources: readonly CorpusSource[] }) {
  return (
    <ul className="sources">
      {sources.map((source) => (
        <li key={source.name} className="sources__item">
          <a href={source.url} target="_blank" rel="noreferrer">
            {source.name}
          </a>
          <span>{source.detail}</span>
        </li>
      ))}
    </ul>
  );
}

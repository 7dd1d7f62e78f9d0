import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { CheckIcon, CloseIcon, InfoIcon, WarningIcon } from './icons.tsx';
import './Notice.css';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

export interface NoticeProps {
  kind?: NoticeKind;
  /** What happened, in one plain sentence. */
  title: ReactNode;
  /** What to do about it. */
  remedy?: ReactNode;
  /** Anything more: a list, a disclosure. */
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: (() => void) | undefined;
}

const ICONS = { info: InfoIcon, success: CheckIcon, warning: WarningIcon, error: WarningIcon };

/** Something the user should know. Errors interrupt a screen reader; the rest wait their turn. */
export function Notice({ kind = 'info', title, remedy, children, actions, onDismiss }: NoticeProps) {
  const Icon = ICONS[kind];
  return (
    <div className={`notice notice--${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <span className="notice__icon">
        <Icon />
      </span>
      <div className="notice__words">
        <p className="notice__title">{title}</p>
        {remedy && <p className="notice__remedy">{remedy}</p>}
        {children && <div className="notice__more">{children}</div>}
        {actions && <div className="notice__actions">{actions}</div>}
      </div>
      {onDismiss && (
        <Button
          className="notice__close"
          variant="quiet"
          size="small"
          aria-label="Dismiss"
          icon={<CloseIcon />}
          onClick={onDismiss}
        />
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import './Settings.css';

export interface SettingsProps {
  /** None of its fields can be changed at present. */
  disabled?: boolean;
  children: ReactNode;
}

/** Fields side by side, as many as fit, disabled together by the element there is for that: no group by itself. */
export function Settings({ disabled = false, children }: SettingsProps) {
  return (
    <fieldset className="settings" role="none" disabled={disabled}>
      {children}
    </fieldset>
  );
}

import { type ReactNode, useId } from 'react';
import './Field.css';

export interface FieldIds {
  /** For the control's id. */
  id: string;
  /** For the control's aria-describedby. */
  describedBy: string | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** A plain explanation under the control. */
  help?: ReactNode;
  /** Shown in place of the help while the entry cannot be used. */
  error?: string | null | undefined;
  /** Label and control on one line, for switches. */
  inline?: boolean;
  children: (ids: FieldIds) => ReactNode;
}

/** A label, a control and what it does. The other fields are made of it. */
export function Field({ label, help, error, inline = false, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error || help;
  return (
    <div className={inline ? 'field field--inline' : 'field'}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <div className="field__control">{children({ id, describedBy: note ? noteId : undefined })}</div>
      {note && (
        <p className={error ? 'field__note field__note--error' : 'field__note'} id={noteId}>
          {note}
        </p>
      )}
    </div>
  );
}

/** What every concrete field takes besides its value. */
export interface CommonFieldProps {
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean | undefined;
}

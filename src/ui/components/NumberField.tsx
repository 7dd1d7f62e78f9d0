import { useState } from 'react';
import { type CommonFieldProps, Field } from './Field.tsx';

export interface NumberFieldProps extends CommonFieldProps {
  value: number;
  /** Called with numbers in range only, when the entry is finished (blur, Enter) or stepped. */
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Shown after the number: 's', 'Hz', 'epochs'. */
  unit?: string;
  /** Whole numbers only. */
  integer?: boolean;
}

/** A number typed in. While the entry cannot be used it says why, and the last good value stays in force. */
export function NumberField(props: NumberFieldProps) {
  const { label, help, disabled, value, onChange, min, max, step, unit, integer = false } = props;
  /** What is being typed; null when the field shows its value. */
  const [draft, setDraft] = useState<string | null>(null);
  const error = draft === null ? null : problemWith(draft, min, max, integer);

  const commit = () => {
    if (draft === null) return;
    if (error === null && Number(draft) !== value) onChange(Number(draft));
    setDraft(null);
  };

  return (
    <Field label={label} help={help} error={error}>
      {({ id, describedBy }) => (
        <span className="entry">
          <input
            id={id}
            className="entry__input"
            type="number"
            inputMode={integer ? 'numeric' : 'decimal'}
            value={draft ?? String(value)}
            min={min}
            max={max}
            step={step ?? (integer ? 1 : 'any')}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-invalid={error !== null || undefined}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
              if (event.key === 'Escape') setDraft(null);
            }}
          />
          {unit && <span className="entry__unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

function problemWith(
  draft: string,
  min: number | undefined,
  max: number | undefined,
  integer: boolean,
): string | null {
  const number = Number(draft);
  if (draft.trim() === '' || !Number.isFinite(number)) return 'Type a number.';
  if (integer && !Number.isInteger(number)) return 'Type a whole number.';
  if (min !== undefined && number < min) return `At least ${min}.`;
  if (max !== undefined && number > max) return `At most ${max}.`;
  return null;
}

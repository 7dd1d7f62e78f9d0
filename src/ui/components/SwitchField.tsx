import { type CommonFieldProps, Field } from './Field.tsx';

export interface SwitchFieldProps extends CommonFieldProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, in force at once. */
export function SwitchField({ label, help, disabled, checked, onChange }: SwitchFieldProps) {
  return (
    <Field label={label} help={help} inline>
      {({ id, describedBy }) => (
        <input
          id={id}
          className="switch"
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.checked)}
        />
      )}
    </Field>
  );
}

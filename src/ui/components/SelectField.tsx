import { type CommonFieldProps, Field } from './Field.tsx';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

export interface SelectFieldProps<Value extends string> extends CommonFieldProps {
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
}

/** One of a few named choices. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, help, disabled, value, options, onChange } = props;
  return (
    <Field label={label} help={help}>
      {({ id, describedBy }) => (
        <span className="entry entry--select">
          <select
            id={id}
            className="entry__input"
            value={value}
            disabled={disabled}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value as Value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}

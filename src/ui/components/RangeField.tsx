import { type CommonFieldProps, Field } from './Field.tsx';

export interface RangeFieldProps extends CommonFieldProps {
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
  /** How the value is said: (0.2) → '20 %'. */
  format?: (value: number) => string;
}

/** A number where feeling the range matters more than typing it. */
export function RangeField(props: RangeFieldProps) {
  const { label, help, disabled, value, min, max, step, onChange, format = String } = props;
  const filled = max > min ? ((value - min) / (max - min)) * 100 : 0;
  return (
    <Field label={label} help={help}>
      {({ id, describedBy }) => (
        <span className="range">
          <input
            id={id}
            className="range__input"
            type="range"
            value={value}
            min={min}
            max={max}
            step={step}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-valuetext={format(value)}
            style={{ '--filled': `${filled}%` } as React.CSSProperties}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
          <output className="range__value" htmlFor={id}>
            {format(value)}
          </output>
        </span>
      )}
    </Field>
  );
}

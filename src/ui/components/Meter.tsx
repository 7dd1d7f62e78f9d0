import { useId } from 'react';
import './Meter.css';

export interface MeterProps {
  label: string;
  /** Share in use, 0…1. */
  value: number;
  /** The same in words, with its parts. */
  words: string;
}

/** How much of a limited thing is in use. */
export function Meter({ label, value, words }: MeterProps) {
  const labelId = useId();
  const share = Math.min(1, Math.max(0, value));
  return (
    <div className="meter">
      <span className="meter__label" id={labelId}>
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot be styled alike in every browser */}
      <div
        className="meter__track"
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={share}
        aria-valuetext={words}
      >
        <div className="meter__bar" style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="meter__words">{words}</span>
    </div>
  );
}

import { type ReactNode, useId } from 'react';
import { formatDuration, formatPercent } from './format.ts';
import './Progress.css';

export interface ProgressProps {
  /** What is being done: 'Reading recordings'. */
  label: string;
  /** Share done, 0…1; null or left out while nobody can tell. */
  value?: number | null | undefined;
  /** How far in things the user knows: '812 of 1,199 clips'. */
  detail?: string | undefined;
  /** How fast: '140 clips/s'. */
  rate?: string | undefined;
  secondsLeft?: number | null | undefined;
  /** Buttons, quiet and small: Pause, Cancel. */
  actions?: ReactNode;
}

/** Quarters are announced, no more, so that a screen reader is not talked over. */
const ANNOUNCED_STEPS = 4;

export function Progress(props: ProgressProps) {
  const { label, value, detail, rate, secondsLeft, actions } = props;
  const labelId = useId();
  const share = value == null || !Number.isFinite(value) ? null : Math.min(1, Math.max(0, value));
  const facts = [detail, rate, secondsLeft == null ? null : `${formatDuration(secondsLeft)} left`];
  const text = facts.filter(Boolean).join(' · ');
  const announced =
    share === null
      ? label
      : `${label}: ${formatPercent(Math.floor(share * ANNOUNCED_STEPS) / ANNOUNCED_STEPS)}`;

  return (
    <div className="progress">
      <div className="progress__head">
        <span className="progress__label" id={labelId}>
          {label}
        </span>
        {share !== null && <span className="progress__share">{formatPercent(share)}</span>}
      </div>
      {/* A native progress element cannot be styled alike in every browser. */}
      <div
        className="progress__track"
        role="progressbar"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={[share === null ? 'in progress' : formatPercent(share), text]
          .filter(Boolean)
          .join(', ')}
      >
        <div
          className={share === null ? 'progress__bar progress__bar--unknown' : 'progress__bar'}
          style={share === null ? undefined : { transform: `scaleX(${share})` }}
        />
      </div>
      {(text || actions) && (
        <div className="progress__foot">
          <span className="progress__facts">{text}</span>
          {actions && <span className="progress__actions">{actions}</span>}
        </div>
      )}
      <span className="visually-hidden" aria-live="polite">
        {announced}
      </span>
    </div>
  );
}

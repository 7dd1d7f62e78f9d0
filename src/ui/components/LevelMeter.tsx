import { type Ref, useImperativeHandle, useRef } from 'react';
import './LevelMeter.css';

export interface LevelMeterHandle {
  /** Shows a level in dB relative to full scale; −Infinity for silence. Cheap enough for every frame. */
  push(levelDb: number): void;
}

export interface LevelMeterProps {
  label: string;
  /** The left end of the scale. */
  floorDb?: number;
  ref?: Ref<LevelMeterHandle>;
}

/** Assistive technology hears a new value at most this often. */
const ANNOUNCE_EVERY_MS = 500;
/** Full scale less this much is too loud. */
const HOT_DB = -3;

/** How loud the microphone is. Fed through its ref; React never renders per frame. */
export function LevelMeter({ label, floorDb = -60, ref }: LevelMeterProps) {
  const meter = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const announcedAt = useRef(0);

  useImperativeHandle(
    ref,
    () => ({
      push(levelDb) {
        if (!meter.current || !bar.current) return;
        const shownDb = Math.min(0, Math.max(floorDb, levelDb));
        bar.current.style.transform = `scaleX(${1 - shownDb / floorDb})`;
        bar.current.classList.toggle('meter__bar--hot', levelDb > HOT_DB);
        const now = performance.now();
        if (now - announcedAt.current < ANNOUNCE_EVERY_MS) return;
        announcedAt.current = now;
        meter.current.ariaValueNow = String(Math.round(shownDb));
        meter.current.ariaValueText = `${Math.round(shownDb)} dB`;
      },
    }),
    [floorDb],
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be styled alike in every browser
    <div
      ref={meter}
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={floorDb}
      aria-valuemax={0}
      aria-valuenow={floorDb}
    >
      <div ref={bar} className="meter__bar" />
    </div>
  );
}

/** Rate and remaining time of long work. */
import type { Pause } from '../clients/pause.ts';

export interface Pace {
  done: number;
  total: number;
  /** What is being worked on. */
  name: string;
  perSecond: number;
  /** Null until a rate is known. */
  remainingS: number | null;
}

/** Often enough to be watched, seldom enough to cost nothing. */
const REPORT_EVERY_MS = 250;

const NO_PAUSE = { isOn: false, totalMs: 0 };

/**
 * A meter that passes on at most four reports a second, and always the last one.
 * @param pause its time does not count; the few reports that still come in it are all passed on
 */
export function paceMeter(
  onPace: (pace: Pace) => void,
  pause: Pick<Pause, 'isOn' | 'totalMs'> = NO_PAUSE,
  nowMs: () => number = () => performance.now(),
): (done: number, total: number, name: string) => void {
  let startedMs: number | null = null;
  /** What was done before, as of files read on an earlier visit, tells nothing of the rate. */
  let doneBefore = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (done, total, name) => {
    const now = nowMs() - pause.totalMs;
    // The clock starts with the work itself, not with opening its container.
    if (startedMs === null && total > 0) {
      startedMs = now;
      doneBefore = Math.max(0, done - 1);
    }
    if (now - lastMs < REPORT_EVERY_MS && done < total && !pause.isOn) return;
    lastMs = now;
    const elapsedS = startedMs === null ? 0 : (now - startedMs) / 1000;
    const perSecond = elapsedS > 0 ? (done - doneBefore) / elapsedS : 0;
    onPace({ done, total, name, perSecond, remainingS: perSecond > 0 ? (total - done) / perSecond : null });
  };
}

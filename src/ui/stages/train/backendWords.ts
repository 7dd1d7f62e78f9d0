/** When the backends were tested. */
import { formatCounted } from '../../components/format.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @param testedAt ISO 8601; null for a test of this visit */
export function testedWords(testedAt: string | null, nowMs: number): string {
  if (testedAt === null) return 'Tested on this visit';
  const ageMs = nowMs - Date.parse(testedAt);
  return `Tested ${ageWords(ageMs)} in this browser`;
}

/** A clock that was put back makes no future. */
function ageWords(ageMs: number): string {
  if (ageMs < 2 * MINUTE_MS) return 'just now';
  if (ageMs < HOUR_MS) return `${formatCounted(Math.floor(ageMs / MINUTE_MS), 'minute')} ago`;
  if (ageMs < DAY_MS) return `${formatCounted(Math.floor(ageMs / HOUR_MS), 'hour')} ago`;
  return `${formatCounted(Math.floor(ageMs / DAY_MS), 'day')} ago`;
}

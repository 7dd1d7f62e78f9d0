/** What Stop would leave behind. */
import type { RunRow } from '../storage/run-record.ts';
import type { Member } from './run.ts';

const AT_WORK: readonly Member['state'][] = ['training', 'paused', 'testing'];

/**
 * Whether stopping now keeps an epoch of those begun together. As Series.stop goes by it: one that waits is not begun,
 * though it may have a checkpoint, and one that failed is over.
 */
export function canKeep(members: readonly Member[], rows: readonly RunRow[]): boolean {
  return members.some(({ id, state, trainClips }) => {
    // What had ended before is kept in any case.
    if (state === 'done') return trainClips > 0;
    return AT_WORK.includes(state) && rows.some((row) => row.id === id && row.epochs.length > 0);
  });
}

/** Features for settings that changed since the clips were read. */
import { CancelledError } from '../clients/channel.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import { leaveOut } from './dataset.ts';
import { isKeeping, keepRead, measureKept, noteFrontEnd, stopKeeping } from './keeping.ts';
import { type Pace, paceMeter } from './pace.ts';
import { RecordingsNeededError } from './recordings.ts';
import { featureStore, ingestClient } from './services.ts';

/**
 * Computes what is missing of the clips named. A clip that cannot be read again is left out.
 * @throws RecordingsNeededError where recordings would have to be read that are not open, or not any more
 * @throws CancelledError
 */
export async function extractMissing(
  frontEnd: FrontEndConfig,
  clips: readonly Clip[],
  signal: AbortSignal,
  onPace: (pace: Pace) => void,
): Promise<void> {
  const missing = await featureStore().missing(clips, frontEnd);
  if (missing.length === 0) return;
  const meter = paceMeter(onPace);
  const { closed, lost, cancelled } = await ingestClient().extractAgain(missing, {
    frontEnd,
    keep: await isKeeping(),
    signal,
    onProgress: (done, name) => meter(done, missing.length, name),
    onRead: (read) => keepRead(read, frontEnd, 0),
    onFull: stopKeeping,
  });
  if (lost.length > 0) leaveOut(lost);
  if (cancelled) throw new CancelledError();
  if (closed.length > 0) throw new RecordingsNeededError(closed);
  featureStore().forgetHeldExcept(frontEnd);
  await noteFrontEnd(frontEnd);
  await measureKept();
}

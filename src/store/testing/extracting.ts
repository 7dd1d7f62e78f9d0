/** In the place of extracting.ts: computes nothing, and takes as long as the test wants. */
import { CancelledError } from '../../clients/channel.ts';
import type { Clip } from '../../core/dataset/clip.ts';
import type { FrontEndConfig } from '../../core/frontend/config.ts';
import type { Pace } from '../pace.ts';
import { Gate } from './gate.ts';

type OnPace = (pace: Pace) => void;

/** For each time that it was asked: of which clips, until when, and whom to tell how it goes. */
export const extraction = {
  gate: new Gate(),
  asked: [] as (readonly Clip[])[],
  signals: [] as AbortSignal[],
  onPace: [] as OnPace[],
};

export async function extractMissing(
  _: FrontEndConfig,
  clips: readonly Clip[],
  signal: AbortSignal,
  onPace: OnPace,
): Promise<void> {
  extraction.asked.push(clips);
  extraction.signals.push(signal);
  extraction.onPace.push(onPace);
  const cancelled = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new CancelledError())),
  );
  await Promise.race([extraction.gate.pass(), cancelled]);
}

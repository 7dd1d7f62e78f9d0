/** Clips kept from an earlier visit, whose recordings themselves are not open. */
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';

/** What is asked for needs the recordings as they were dropped. */
export class RecordingsNeededError extends IntoneError {
  constructor(clips: readonly Pick<Clip, 'sourceName'>[]) {
    const sources = [...new Set(clips.map(({ sourceName }) => sourceName))];
    super(
      'RecordingsNeededError',
      `This needs the recordings themselves, and ${listed(sources)} ${sources.length === 1 ? 'is' : 'are'} not open since the page was reloaded.`,
      `Drop ${listed(sources)} again: the clips are recognised, and only what is missing is computed.`,
    );
  }
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}` : quoted[0];
}

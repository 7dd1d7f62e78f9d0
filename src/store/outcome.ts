/** What came of a drop, in words. */
import type { Ingested } from '../clients/ingest.ts';
import { notify } from './notices.ts';

/** Says what the counts alone do not tell. @param silently a cancel that the user need not be told of */
export function tellOutcome(
  { clips, leftOut, metAgain, relabelled, failures, models, cancelled }: Ingested,
  silently: boolean,
): void {
  for (const failure of failures) notify('error', failure.message, failure.remedy);
  if (cancelled) {
    if (!silently)
      notify(
        'info',
        `Stopped: ${countedClips(clips.length)} read and in the dataset.`,
        'Drop the same files again to read the rest.',
      );
  } else if (clips.length === 0 && metAgain > 0)
    notify(
      'info',
      relabelled.length > 0
        ? `${countedClips(relabelled.length)} in the dataset already and now labelled otherwise.`
        : `${countedClips(metAgain, 'All ')} in the dataset already.`,
    );
  else if (clips.length === 0 && leftOut.length > 0 && models.length === 0)
    notify(
      'error',
      leftOut.length === 1
        ? 'The one audio file could not be used.'
        : `None of the ${leftOut.length.toLocaleString('en-GB')} audio files could be used.`,
      'The list “Left out” says why. Corpora are recognised by their official names; anything else needs one folder per emotion or a labels.csv.',
    );
}

/** 'The clip was', 'All 72 clips were' */
export function countedClips(count: number, all = ''): string {
  if (count === 1) return all ? 'The clip was' : '1 clip is';
  return `${all}${count.toLocaleString('en-GB')} clips ${all ? 'were' : 'are'}`;
}

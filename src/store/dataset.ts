/** The dataset: clips in use, what was left out and why, and what is being read. */
import { create } from 'zustand';
import type { Ingested } from '../clients/ingest.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import { keepChanged, keepRemoved } from './keeping.ts';
import type { Pace } from './pace.ts';
import { featureStore } from './services.ts';

export interface DatasetState {
  clips: Clip[];
  leftOut: LeftOut[];
  /** Non-null while reading. `paused` is null where there is nothing to pause. */
  reading: { what: string; pace: Pace; paused: boolean | null } | null;
  /** Bytes of features in memory, where the browser's storage does not hold them. */
  heldBytes: number;
}

export const useDataset = create<DatasetState>(() => ({
  clips: [],
  leftOut: [],
  reading: null,
  heldBytes: 0,
}));

/** What was read becomes the dataset's; what it makes untrue of the clips before goes. */
export async function takeOver(
  { clips, leftOut, relabelled }: Ingested,
  before: DatasetState,
): Promise<void> {
  const changed = new Map(relabelled.map((clip) => [clip.id, clip]));
  // A file that has changed since, and one that the user now wants left out.
  const places = new Set(clips.map(placeKey));
  for (const item of leftOut) if (item.kind === 'unlabelled') places.add(placeKey(item));
  const gone = before.clips.filter((clip) => places.has(placeKey(clip)));
  const stays = before.clips.filter((clip) => !places.has(placeKey(clip)));
  useDataset.setState({
    clips: [...stays.map((clip) => changed.get(clip.id) ?? clip), ...clips],
    leftOut: mergeLeftOut(before.leftOut, leftOut, [...stays, ...clips]),
    heldBytes: featureStore().heldBytes,
  });
  await keepRemoved(gone);
  await keepChanged(relabelled);
}

function placeKey(item: Pick<Clip, 'sourceName' | 'path'> | LeftOut): string {
  return `${'sourceName' in item ? item.sourceName : item.source}\n${item.path}`;
}

/** Takes clips out that could not be read again, with the reason. */
export function leaveOut(lost: readonly { clip: Clip; reason: string }[]): void {
  const ids = new Set(lost.map(({ clip }) => clip.id));
  useDataset.setState(({ clips, leftOut }) => ({
    clips: clips.filter(({ id }) => !ids.has(id)),
    leftOut: mergeLeftOut(
      leftOut,
      lost.map(({ clip, reason }) => ({
        path: clip.path,
        source: clip.sourceName,
        kind: 'unreadable',
        reason: `It could not be read again: ${reason} Drop it again.`,
      })),
    ),
  }));
}

/** One row for each file, the latest word on it; none for a file that has become a clip. */
function mergeLeftOut(before: LeftOut[], more: LeftOut[], clips: Clip[] = []): LeftOut[] {
  const merged = new Map(before.map((item) => [placeKey(item), item]));
  for (const item of more) merged.set(placeKey(item), item);
  for (const clip of clips) merged.delete(placeKey(clip));
  return [...merged.values()];
}

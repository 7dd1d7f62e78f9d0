/** The clip looked at: its picture, and playing it. */
import { create } from 'zustand';
import { CancelledError } from '../clients/channel.ts';
import type { Playable } from '../clients/player.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { Inspection } from '../core/frontend/extract.ts';
import { useDataset } from './dataset.ts';
import { notifyError } from './notices.ts';
import { useRecipe } from './recipe.ts';
import { RecordingsNeededError } from './recordings.ts';
import { featurePool, featureStore, ingestClient, player } from './services.ts';

export interface ExploreState {
  clipId: string | null;
  /** Changes when there is another picture to be had from `clipPicture`; null while there is none. */
  pictureId: number | null;
  loading: boolean;
  /** The clip being heard, on any stage. */
  playingId: string | null;
}

export const useExplore = create<ExploreState>(() => ({
  clipId: null,
  pictureId: null,
  loading: false,
  playingId: null,
}));

/** A clip as the front end sees it. */
export interface ClipPicture {
  clipId: string;
  inspection: Inspection;
  /** The settings it was computed with, which may not be the recipe's any more. */
  frontEnd: FrontEndConfig;
  /** As recorded, for playing. */
  pcm: Playable;
}

/** Too big for the slice. */
let current: ClipPicture | null = null;
let nextPicture = 1;
let controller: AbortController | null = null;

/** The picture of the clip looked at. Read it anew when `pictureId` changes. */
export function clipPicture(): ClipPicture | null {
  return current;
}

/** Listeners of the playback position; called once a frame, past React. */
const cursors = new Set<(timeS: number | null) => void>();

export function onCursor(listener: (timeS: number | null) => void): () => void {
  cursors.add(listener);
  return () => cursors.delete(listener);
}

/** Reads the clip again from its source and computes what Explore shows, unless that is shown already. */
export async function lookAt(clip: Clip): Promise<void> {
  const { frontEnd } = useRecipe.getState().recipe;
  const { clipId, loading, pictureId } = useExplore.getState();
  const shown = pictureId !== null && current?.frontEnd === frontEnd;
  if (clipId === clip.id && (shown || loading)) return;
  stopPlaying();
  controller?.abort();
  controller = new AbortController();
  const { signal } = controller;
  // The picture before stays until the next is there.
  useExplore.setState({ clipId: clip.id, loading: true });
  try {
    const { inspection, pcm } = await inspect(clip, frontEnd, signal);
    current = { clipId: clip.id, inspection, frontEnd, pcm };
    useExplore.setState({ pictureId: nextPicture++, loading: false });
  } catch (error) {
    if (error instanceof CancelledError) return;
    current = null;
    useExplore.setState({ pictureId: null, loading: false });
    notifyError(error);
  }
}

/** Plays the clip looked at. */
export function playFrom(timeS = 0): void {
  if (current && current.clipId === useExplore.getState().clipId)
    void start(current.clipId, current.pcm, timeS);
}

let asked = 0;

/** Plays any clip, as Evaluate does. */
export async function playClip({ id }: Clip): Promise<void> {
  stopPlaying();
  const mine = ++asked;
  try {
    // As it is in the dataset now: it may have been dropped again since the test.
    const clip = useDataset.getState().clips.find((one) => one.id === id);
    if (!clip) throw new ClipGoneError();
    const { pcm } = await inspect(clip, useRecipe.getState().recipe.frontEnd);
    if (mine === asked) await start(id, pcm, 0);
  } catch (error) {
    notifyError(error);
  }
}

export function stopPlaying(): void {
  asked++;
  player().stop();
}

/** The clip was removed from the dataset. */
class ClipGoneError extends IntoneError {
  constructor() {
    super(
      'ClipGoneError',
      'This clip is no longer in the dataset.',
      'Drop its zip or folder again to hear it.',
    );
  }
}

/** From the recording itself where its zip or folder is open, else from the copy the browser keeps. */
async function inspect(clip: Clip, frontEnd: FrontEndConfig, signal?: AbortSignal) {
  const place = ingestClient().placeOf(clip);
  if (place) {
    try {
      return await featurePool().inspect({ kind: 'place', name: clip.path, place }, frontEnd, signal);
    } catch (error) {
      if (!(error instanceof IntoneError) || error.name !== 'UnreadableSourceError') throw error;
      // The zip was moved or deleted meanwhile.
      ingestClient().forgetPlace(clip);
    }
  }
  const sound = await featureStore().sound(clip.id);
  if (!sound) throw new RecordingsNeededError([clip]);
  return featurePool().inspect(
    {
      kind: 'pcm',
      name: clip.path,
      channels: [sound.signal],
      sampleRateHz: sound.sampleRateHz,
      encoding: clip.encoding,
      sha256: clip.id,
    },
    frontEnd,
    signal,
  );
}

async function start(clipId: string, playable: Playable, fromS: number): Promise<void> {
  try {
    await player().play(playable, fromS, (timeS) => {
      const playingId = timeS === null ? null : clipId;
      if (useExplore.getState().playingId !== playingId) useExplore.setState({ playingId });
      for (const listener of cursors) listener(timeS);
    });
  } catch (error) {
    notifyError(error);
  }
}

/** The clip looked at: its picture, and playing it. */
import { create } from 'zustand';
import type { AudioFacts } from '../../workers/protocol.ts';
import { CancelledError } from '../clients/channel.ts';
import type { Playable } from '../clients/player.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { Inspection } from '../core/frontend/extract.ts';
import { notifyError } from './notices.ts';
import { useRecipe } from './recipe.ts';
import { featurePool, ingestClient, player } from './services.ts';

export interface ExploreState {
  clipId: string | null;
  /** Of the clip looked at; null while it is read. */
  picture: { inspection: Inspection; audio: AudioFacts } | null;
  loading: boolean;
  /** The clip being heard, on any stage. */
  playingId: string | null;
}

export const useExplore = create<ExploreState>(() => ({
  clipId: null,
  picture: null,
  loading: false,
  playingId: null,
}));

/** PCM of the clip looked at: too big for the slice. */
let pcm: Playable | null = null;
let controller: AbortController | null = null;

/** Listeners of the playback position; called once a frame, past React. */
const cursors = new Set<(timeS: number | null) => void>();

export function onCursor(listener: (timeS: number | null) => void): () => void {
  cursors.add(listener);
  return () => cursors.delete(listener);
}

/** Reads the clip again from its source and computes what Explore shows. */
export async function lookAt(clip: Clip): Promise<void> {
  if (useExplore.getState().clipId === clip.id) return;
  stopPlaying();
  controller?.abort();
  controller = new AbortController();
  const { signal } = controller;
  pcm = null;
  useExplore.setState({ clipId: clip.id, loading: true });
  try {
    const inspected = await inspect(clip, signal);
    pcm = inspected.pcm;
    useExplore.setState({
      picture: { inspection: inspected.inspection, audio: inspected.audio },
      loading: false,
    });
  } catch (error) {
    if (error instanceof CancelledError) return;
    useExplore.setState({ picture: null, loading: false });
    notifyError(error);
  }
}

/** Plays the clip looked at. */
export function playFrom(timeS = 0): void {
  const { clipId } = useExplore.getState();
  if (pcm && clipId) void start(clipId, pcm, timeS);
}

/** Plays any clip, as Evaluate does. */
export async function playClip(clip: Clip): Promise<void> {
  try {
    const inspected = await inspect(clip);
    await start(clip.id, inspected.pcm, 0);
  } catch (error) {
    notifyError(error);
  }
}

export function stopPlaying(): void {
  player().stop();
}

async function inspect(clip: Clip, signal?: AbortSignal) {
  const bytes = await ingestClient().read(clip, signal);
  return featurePool().inspect(
    { kind: 'bytes', name: clip.path, bytes },
    useRecipe.getState().recipe.frontEnd,
    signal,
  );
}

async function start(clipId: string, playable: Playable, fromS: number): Promise<void> {
  await player().play(playable, fromS, (timeS) => {
    if (timeS === null) useExplore.setState({ playingId: null });
    for (const listener of cursors) listener(timeS);
  });
  useExplore.setState({ playingId: clipId });
}

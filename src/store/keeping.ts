/** What the browser keeps between visits: opening it, how much there is, deleting it. */
import { create } from 'zustand';
import type { ReadClip } from '../clients/ingest.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import { frontEndKey } from '../storage/front-end-key.ts';
import { type Facts, type Keep, type KeepBatch, type KeepUsage, openKeep } from '../storage/keep.ts';
import { persistStorage } from '../storage/persist.ts';
import { notify, notifyError } from './notices.ts';
import { featureStore } from './services.ts';

export interface KeepingState {
  /** 'memory': nothing is kept, and `why` says for what reason. */
  status: 'opening' | 'kept' | 'memory';
  why: string | null;
  usage: KeepUsage | null;
}

export const useKeeping = create<KeepingState>(() => ({ status: 'opening', why: null, usage: null }));

let opening: Promise<Keep | null> | null = null;

/** The browser's storage; null where nothing can be kept. Never rejects. */
export function keep(): Promise<Keep | null> {
  opening ??= open();
  return opening;
}

async function open(): Promise<Keep | null> {
  const opened = await openKeep();
  if ('reason' in opened) {
    useKeeping.setState({ status: 'memory', why: opened.message });
    return null;
  }
  try {
    await opened.sweep();
  } catch (error) {
    useKeeping.setState({ status: 'memory', why: error instanceof Error ? error.message : String(error) });
    return null;
  }
  featureStore().attach(opened);
  useKeeping.setState({ status: 'kept' });
  return opened;
}

/** For this visit nothing is kept and nothing brought back. Only before anything was. */
export function keepNothing(why: string): void {
  opening = Promise.resolve(null);
  useKeeping.setState({ status: 'memory', why });
}

/** What was kept before stays, nothing more is added until all is removed. */
export function stopKeeping({ message, remedy }: { message: string; remedy: string }): void {
  if (useKeeping.getState().status !== 'kept') return;
  useKeeping.setState({ status: 'memory', why: message });
  notify('warning', message, remedy);
}

/** Deletes all that is kept; from then on there is room again. @throws StorageBusyError, StorageUnavailableError */
export async function deleteKept(): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  await kept.deleteAll();
  useKeeping.setState({ status: 'kept', why: null });
  await measureKept();
}

/** Whether what is read now is kept. */
export async function isKeeping(): Promise<boolean> {
  return (await keep()) !== null && useKeeping.getState().status === 'kept';
}

/** Counts anew what is kept. Never rejects. */
export async function measureKept(): Promise<void> {
  const usage = await keep()
    .then((kept) => kept?.usage() ?? null)
    .catch(() => null);
  useKeeping.setState({ usage });
  if (usage && usage.keptBytes + usage.runBytes > 0) await askToPersist();
}

let asked = false;

/** Once in a visit, when there is something to lose: some browsers ask the user. */
async function askToPersist(): Promise<void> {
  if (asked) return;
  asked = true;
  await persistStorage();
}

/**
 * Puts on record what the workers have written to storage.
 * @param order of clips that are new to the dataset: later drops have higher numbers
 */
export async function keepRead(read: ReadClip[], frontEnd: FrontEndConfig, order: number): Promise<void> {
  const frontEndName = frontEndKey(frontEnd);
  const batch: KeepBatch = { clips: [], features: [], sound: [] };
  for (const { clip, kept } of read) {
    if (kept.kind !== 'stored') continue;
    batch.features.push({ clipId: clip.id, frontEndKey: frontEndName, place: kept.features });
    // Without a sound it was in the dataset before.
    if (!kept.sound) continue;
    batch.clips.push({ clip, order });
    batch.sound.push({ clipId: clip.id, place: kept.sound });
  }
  if (batch.features.length > 0) await write((kept) => kept.add(batch));
}

export async function keepFact<K extends keyof Facts>(name: K, value: Facts[K]): Promise<void> {
  await write((kept) => kept.setFact(name, value));
}

/** Other labels for clips that are kept. */
export async function keepChanged(clips: readonly Clip[]): Promise<void> {
  if (clips.length > 0) await write((kept) => kept.changeClips(clips));
}

export async function keepRemoved(clips: readonly Clip[]): Promise<void> {
  if (clips.length > 0) await write((kept) => kept.removeClips(clips.map(({ id }) => id)));
}

/**
 * Also once the storage is full: what found room in it is still put on record. A failure is told once and ends keeping;
 * the visit goes on in memory.
 */
async function write(change: (kept: Keep) => Promise<void>): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  try {
    await change(kept);
  } catch (error) {
    storageFailed(error);
  }
}

/** Something could not be kept: told once, and the visit goes on in memory. */
export function storageFailed(error: unknown): void {
  if (error instanceof IntoneError) stopKeeping(error);
  else notifyError(error);
}

/** Front ends whose features stay, so that going back to one computes nothing. */
const FRONT_ENDS_KEPT = 3;

/** Notes that a front end is the one in use, and forgets the features of those not used for long. */
export async function noteFrontEnd(frontEnd: FrontEndConfig): Promise<void> {
  await write(async (kept) => {
    await kept.touchFrontEnd(frontEndKey(frontEnd));
    await kept.forgetOldFrontEnds(FRONT_ENDS_KEPT);
  });
}

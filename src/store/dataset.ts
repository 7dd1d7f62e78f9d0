/** The dataset: clips in use, what was left out and why, and reading more. */
import { create } from 'zustand';
import type { Source } from '../../workers/protocol.ts';
import type { Ingested } from '../clients/ingest.ts';
import { demoWorker } from '../clients/workers.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import {
  deleteKept,
  isKeeping,
  keep,
  keepChanged,
  keepFact,
  keepRead,
  keepRemoved,
  measureKept,
  noteFrontEnd,
  stopKeeping,
} from './keeping.ts';
import { askLabels } from './labels.ts';
import { importModel } from './model.ts';
import { notify, notifyError } from './notices.ts';
import { type Pace, paceMeter } from './pace.ts';
import { restoreRecipe, useRecipe } from './recipe.ts';
import { featureStore, ingestClient } from './services.ts';

export interface DatasetState {
  clips: Clip[];
  leftOut: LeftOut[];
  /** Non-null while reading. */
  reading: { what: string; pace: Pace } | null;
  /** Bytes of features in memory, where the browser's storage does not hold them. */
  heldBytes: number;
}

const EMPTY: DatasetState = { clips: [], leftOut: [], reading: null, heldBytes: 0 };

export const useDataset = create<DatasetState>(() => EMPTY);

const DEMO_SEED = 1;
const UNSTARTED: Pace = { done: 0, total: 0, name: '', perSecond: 0, remainingS: null };

let cancelController: AbortController | null = null;
let nextSource = 1;

export function cancelReading(): void {
  cancelController?.abort();
}

/** A dropped or chosen file, with its path from the dropped folder down: 'RAVDESS/Actor_01/03-01-05-01-02-01-01.wav'. */
export interface DroppedFile {
  path: string;
  file: File;
}

/** Adds zips, folders and files to the dataset. Resolves when all are read; never rejects. */
export async function addFiles(dropped: DroppedFile[]): Promise<void> {
  if (dropped.length === 0) return;
  await restored;
  await reading('Opening', async (signal) => readSources(toSources(dropped), signal));
}

/**
 * Makes the synthetic corpus and reads it through the same door as any other zip.
 * @returns whether it was read to its end
 */
export async function addDemoCorpus(): Promise<boolean> {
  await restored;
  return reading('Making the demo corpus', async (signal) => {
    const meter = paceMeter(showPace);
    const worker = demoWorker();
    try {
      const { zip, name } = await worker.call(
        'make',
        { seed: DEMO_SEED },
        { signal, onProgress: ({ done, total }) => meter(done, total, 'synthetic speech') },
      );
      const file = new File([zip], name, { type: 'application/zip' });
      await readSources(toSources([{ path: name, file }]), signal);
    } finally {
      worker.terminate();
    }
  });
}

/** Work on the clips that must end before they go. */
const endings = new Set<() => Promise<void>>();

/** @param end ends work on the clips, and resolves once it has ended */
export function beforeClearing(end: () => Promise<void>): void {
  endings.add(end);
}

/** Forgets every clip, here and in the browser's storage. A model, once trained, stays. */
export async function clearDataset(): Promise<void> {
  emptying = true;
  cancelReading();
  await restored;
  await underWay;
  await Promise.all([...endings].map((end) => end()));
  emptying = false;
  await reading('Removing all clips', async () => {
    ingestClient().reset();
    featureStore().clear();
    useDataset.setState({ clips: [], leftOut: [], heldBytes: 0 });
    await deleteKept();
    // The settings are no clips: they stay.
    await keepFact('recipe', useRecipe.getState().recipe);
  });
}

/** What is dropped while the clips are being brought back waits for them. */
let restored: Promise<void> = Promise.resolve();

/** Brings back what was kept when the page was last open. Never rejects. */
export function restoreDataset(): Promise<void> {
  restored = bringBack().catch(notifyError);
  return restored.then(measureKept);
}

async function bringBack(): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  await restoreRecipe(kept);
  const [clips, leftOut, unfinished] = await Promise.all([
    kept.clips(),
    kept.leftOut(),
    kept.fact('unfinished'),
  ]);
  useDataset.setState({ clips, leftOut });
  if (unfinished)
    notify(
      'info',
      `Reading ${unfinished.join(', ')} had not ended when the page was last open; ${countedClips(clips.length)} here.`,
      'Drop the same files again: only the rest is read.',
    );
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

function showPace(pace: Pace): void {
  useDataset.setState(({ reading }) => (reading ? { reading: { ...reading, pace } } : {}));
}

function showWhat(what: string): void {
  useDataset.setState({ reading: { what, pace: UNSTARTED } });
}

/** The reading under way, resolved when there is none. */
let underWay: Promise<unknown> = Promise.resolve();
/** The clips are about to be removed: what a cancelled reading got is not worth a word. */
let emptying = false;

/** Runs one reading at a time, with its cancel button. @returns whether it came to its end */
function reading(what: string, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  if (useDataset.getState().reading) {
    notify(
      'warning',
      'Something is being read already.',
      'Wait until it is done, or cancel it, then drop again.',
    );
    return Promise.resolve(false);
  }
  const controller = new AbortController();
  cancelController = controller;
  showWhat(what);
  const run = async () => {
    try {
      await work(controller.signal);
    } catch (error) {
      notifyError(error);
      return false;
    } finally {
      cancelController = null;
      useDataset.setState({ reading: null });
    }
    return !controller.signal.aborted;
  };
  const mine = run();
  underWay = mine;
  return mine;
}

/** Each zip is a source of its own; all loose files of one drop are one source together. */
function toSources(dropped: DroppedFile[]): Source[] {
  const isZip = ({ path }: DroppedFile) => /\.zip$/i.test(path);
  const sources: Source[] = dropped.filter(isZip).map(({ path, file }) => ({
    id: `source-${nextSource++}`,
    name: path.split('/').at(-1)!,
    kind: 'zip',
    file,
  }));
  const loose = dropped.filter((item) => !isZip(item));
  if (loose.length > 0)
    sources.push({
      id: `source-${nextSource++}`,
      name: loose[0].path.split('/')[0],
      kind: 'files',
      files: loose,
    });
  return sources;
}

async function readSources(sources: Source[], signal: AbortSignal): Promise<void> {
  showWhat('Reading');
  const meter = paceMeter(showPace);
  const before = useDataset.getState();
  const { frontEnd } = useRecipe.getState().recipe;
  const keeping = await isKeeping();
  // Drops stay in the order they were made: the clock goes on between visits.
  const order = Date.now();
  await keepFact(
    'unfinished',
    sources.map(({ name }) => name),
  );
  const ingested = await ingestClient().ingest(sources, {
    frontEnd,
    known: before.clips,
    knownLeftOut: before.leftOut,
    keep: keeping,
    signal,
    onProgress: ({ done, total, name }) => meter(done, total, name),
    confirm: (source, sure, groups) => askLabels(source.name, sure, groups, signal),
    onRead: (read) => keepRead(read, frontEnd, order),
    onFull: stopKeeping,
  });
  await takeOver(ingested, before);
  tell(ingested);
  await keepFact('leftOut', useDataset.getState().leftOut);
  if (!ingested.cancelled) await keepFact('unfinished', null);
  await noteFrontEnd(frontEnd);
  void measureKept();
  for (const model of ingested.models) await importModel(model);
}

/** What was read becomes the dataset's; what it makes untrue of the clips before goes. */
async function takeOver({ clips, leftOut, relabelled }: Ingested, before: DatasetState): Promise<void> {
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

/** What came of a drop, where the counts alone do not tell. */
function tell({ clips, leftOut, metAgain, relabelled, failures, models, cancelled }: Ingested): void {
  for (const failure of failures) notify('error', failure.message, failure.remedy);
  if (cancelled) {
    if (!emptying)
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
function countedClips(count: number, all = ''): string {
  if (count === 1) return all ? 'The clip was' : '1 clip is';
  return `${all}${count.toLocaleString('en-GB')} clips ${all ? 'were' : 'are'}`;
}

/** One row for each file, the latest word on it; none for a file that has become a clip. */
function mergeLeftOut(before: LeftOut[], more: LeftOut[], clips: Clip[] = []): LeftOut[] {
  const key = (source: string, path: string) => `${source}\n${path}`;
  const merged = new Map(before.map((item) => [key(item.source, item.path), item]));
  for (const item of more) merged.set(key(item.source, item.path), item);
  for (const { sourceName, path } of clips) merged.delete(key(sourceName, path));
  return [...merged.values()];
}

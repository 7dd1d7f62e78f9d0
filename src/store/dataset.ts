/** The dataset: clips in use, what was left out and why, and reading more. */
import { create } from 'zustand';
import type { Source } from '../../workers/protocol.ts';
import { CancelledError } from '../clients/channel.ts';
import { demoWorker } from '../clients/workers.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import { importModel } from './model.ts';
import { notify, notifyError } from './notices.ts';
import { type Pace, paceMeter } from './pace.ts';
import { useRecipe } from './recipe.ts';
import { featureStore, ingestClient } from './services.ts';

export interface DatasetState {
  clips: Clip[];
  leftOut: LeftOut[];
  /** Non-null while reading. */
  reading: { what: string; pace: Pace } | null;
  featureBytes: number;
}

const EMPTY: DatasetState = { clips: [], leftOut: [], reading: null, featureBytes: 0 };

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
  await reading('Opening', async (signal) => readSources(toSources(dropped), signal));
}

/** Makes the synthetic corpus and reads it through the same door as any other zip. */
export async function addDemoCorpus(): Promise<void> {
  await reading('Making the demo corpus', async (signal) => {
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

/** Forgets every clip. A model, once trained, stays. */
export async function clearDataset(): Promise<void> {
  cancelReading();
  ingestClient().reset();
  await featureStore().clear();
  useDataset.setState(EMPTY);
}

function showPace(pace: Pace): void {
  useDataset.setState(({ reading }) => (reading ? { reading: { ...reading, pace } } : {}));
}

function showWhat(what: string): void {
  useDataset.setState({ reading: { what, pace: UNSTARTED } });
}

/** Runs one reading at a time, with its cancel button. */
async function reading(what: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (useDataset.getState().reading) {
    notify(
      'warning',
      'Something is being read already.',
      'Wait until it is done, or cancel it, then drop again.',
    );
    return;
  }
  cancelController = new AbortController();
  showWhat(what);
  try {
    await work(cancelController.signal);
  } catch (error) {
    if (!(error instanceof CancelledError)) notifyError(error);
  } finally {
    cancelController = null;
    useDataset.setState({ reading: null });
  }
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
  const { clips, leftOut, alreadyHere, failures, models, cancelled } = await ingestClient().ingest(sources, {
    frontEnd: useRecipe.getState().recipe.frontEnd,
    known: before.clips,
    signal,
    onProgress: ({ done, total, name }) => meter(done, total, name),
  });
  useDataset.setState({
    clips: [...before.clips, ...clips],
    leftOut: mergeLeftOut(before.leftOut, leftOut),
    featureBytes: featureStore().bytes,
  });
  for (const failure of failures) notify('error', failure.message, failure.remedy);
  for (const model of models) await importModel(model);
  if (cancelled)
    notify(
      'info',
      `Stopped: ${clips.length} clips were read and are kept.`,
      'Drop the same files again to read the rest.',
    );
  else if (clips.length === 0 && alreadyHere > 0)
    notify('info', `All ${alreadyHere} clips were in the dataset already.`);
  else if (clips.length === 0 && leftOut.length > 0)
    notify(
      'error',
      `None of the ${leftOut.length} audio files could be used.`,
      'The list “Left out” says why for each. Corpora are recognised by their official names; anything else needs one folder per emotion.',
    );
}

function mergeLeftOut(before: LeftOut[], more: LeftOut[]): LeftOut[] {
  const merged = new Map(before.map((item) => [`${item.source}\n${item.path}`, item]));
  for (const item of more) merged.set(`${item.source}\n${item.path}`, item);
  return [...merged.values()];
}

/** Reading more into the dataset, one drop at a time. */
import type { Source } from '../../workers/protocol.ts';
import { Pause } from '../clients/pause.ts';
import { demoWorker } from '../clients/workers.ts';
import { takeOver, useDataset } from './dataset.ts';
import { isKeeping, keepFact, keepRead, measureKept, noteFrontEnd, stopKeeping } from './keeping.ts';
import { askLabels } from './labels.ts';
import { importModel } from './model.ts';
import { notify, notifyError } from './notices.ts';
import { tellOutcome } from './outcome.ts';
import { type Pace, paceMeter } from './pace.ts';
import { useRecipe } from './recipe.ts';
import { nothingUnfinished, whenRestored } from './restoring.ts';
import { ingestClient } from './services.ts';

const DEMO_SEED = 1;
const UNSTARTED: Pace = { done: 0, total: 0, name: '', perSecond: 0, remainingS: null };

let cancelController: AbortController | null = null;
/** Of the recordings being read. */
let pause: Pause | null = null;
let nextSource = 1;

export function cancelReading(): void {
  cancelController?.abort();
}

/** Begins no more recordings; those under way end and are kept. */
export function pauseReading(): void {
  pause?.begin();
  showPause();
}

export function resumeReading(): void {
  pause?.end();
  showPause();
}

/** A dropped or chosen file, with its path from the dropped folder down: 'RAVDESS/Actor_01/03-01-05-01-02-01-01.wav'. */
export interface DroppedFile {
  path: string;
  file: File;
}

/** Adds zips, folders and files to the dataset. Resolves when all are read; never rejects. */
export async function addFiles(dropped: DroppedFile[]): Promise<void> {
  if (dropped.length === 0) return;
  await whenRestored();
  await reading('Opening', async (signal) => readSources(toSources(dropped), signal));
}

/**
 * Makes the synthetic corpus and reads it through the same door as any other zip.
 * @returns whether it was read to its end
 */
export async function addDemoCorpus(): Promise<boolean> {
  await whenRestored();
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

function showPace(pace: Pace): void {
  useDataset.setState(({ reading }) => (reading ? { reading: { ...reading, pace } } : {}));
}

function showWhat(what: string, paused: boolean | null): void {
  useDataset.setState({ reading: { what, pace: UNSTARTED, paused } });
}

function showPause(): void {
  const paused = pause?.isOn ?? null;
  useDataset.setState(({ reading }) => (reading ? { reading: { ...reading, paused } } : {}));
}

/** The reading under way, resolved when there is none. */
let underWay: Promise<unknown> = Promise.resolve();
/** The user wants the clips gone: what a cancelled reading got is not worth a word. */
let silently = false;

/** Cancels the reading under way without a word, and waits for its end. */
export async function endReading(): Promise<void> {
  silently = true;
  cancelReading();
  await underWay;
  silently = false;
}

/** Runs one work on the dataset at a time, with its cancel button. @returns whether it came to its end */
export function reading(what: string, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
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
  showWhat(what, null);
  const run = async () => {
    try {
      await work(controller.signal);
    } catch (error) {
      notifyError(error);
      return false;
    } finally {
      cancelController = null;
      pause = null;
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
  pause = new Pause(signal);
  showWhat('Reading', pause.isOn);
  const meter = paceMeter(showPace, pause);
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
    pause,
    onProgress: ({ done, total, name }) => meter(done, total, name),
    confirm: (source, sure, groups) => askLabels(source.name, sure, groups, signal),
    onRead: (read) => keepRead(read, frontEnd, order),
    onFull: stopKeeping,
  });
  await takeOver(ingested, before);
  tellOutcome(ingested, silently);
  await keepFact('leftOut', useDataset.getState().leftOut);
  if (!ingested.cancelled) {
    nothingUnfinished();
    await keepFact('unfinished', null);
  }
  await noteFrontEnd(frontEnd);
  void measureKept();
  for (const model of ingested.models) await importModel(model);
}

/** From dropped sources to clips: opens, asks what labels mean, extracts, drops identical bytes, and reports as it goes. */
import type {
  Entry,
  GroupFacts,
  IngestCalls,
  Kept,
  Place,
  PlainError,
  Source,
  StageTimes,
} from '../../workers/protocol.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError, type WorkerChannel } from './channel.ts';
import type { ExtractedClip, FeaturePool } from './features.ts';
import { JobQueue } from './job-queue.ts';
import { Twins } from './twins.ts';
import { ingestWorker } from './workers.ts';

export type { GroupFacts };

export interface IngestProgress {
  done: number;
  total: number;
  /** What is being read. */
  name: string;
}

/** A clip as it was just read, and where its features and sound are. */
export interface ReadClip {
  clip: Clip;
  kept: Kept;
}

export type LabelChoices = ReadonlyMap<string, Emotion | null>;

export interface Ingested {
  clips: Clip[];
  leftOut: LeftOut[];
  /** How many clips of the dataset were met again. */
  metAgain: number;
  /** Sources that could not be used at all, and tables that could not be read. */
  failures: IntoneError[];
  /** Zips that hold a model, not a corpus. */
  models: File[];
  cancelled: boolean;
}

export interface IngestOptions {
  frontEnd: FrontEndConfig;
  /** Clips already in the dataset, and files already left out of it. */
  known: readonly Clip[];
  knownLeftOut: readonly LeftOut[];
  /** Whether features and sounds go to the browser's storage. */
  keep: boolean;
  signal: AbortSignal;
  onProgress(progress: IngestProgress): void;
  /** Asks what folder names and tables mean. @returns null to leave the source alone */
  confirm(source: Source, sure: number, groups: GroupFacts[]): Promise<LabelChoices | null>;
  /** Portions of clips as they are read. */
  onRead(read: ReadClip[]): Promise<void>;
  /** The storage is full, once. */
  onFull(error: PlainError): void;
}

/** A recording to read, in the order that decides which of two twins is kept. */
export interface Job {
  order: number;
  source: Source;
  entry: Entry;
  /** In the dataset already; only its features by this front end are missing. */
  known: Clip | null;
}

/** Clips in one portion for keeping: a transaction of a few milliseconds. */
const CLIPS_PER_PORTION = 100;

/** Recordings under way for each feature worker: while one is read or inflated another is computed. */
const LANES_PER_WORKER = 2;

export class IngestClient {
  private readonly worker: WorkerChannel<IngestCalls> = ingestWorker();
  /** Where the clips' recordings are, as long as their zips and files are open. */
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly pool: FeaturePool,
    private readonly store: FeatureStore,
  ) {}

  /** Never rejects for a bad source or clip: those are listed. What was read before a cancel is kept. */
  async ingest(sources: Source[], options: IngestOptions): Promise<Ingested> {
    const ingested: Ingested = {
      clips: [],
      leftOut: [],
      metAgain: 0,
      failures: [],
      models: [],
      cancelled: false,
    };
    try {
      const jobs = await this.openAll(sources, ingested, options);
      await this.readAll(jobs, ingested, options);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      ingested.cancelled = true;
    }
    return ingested;
  }

  /** Where a clip's recording can be read; null where its zip or folder is not open. */
  placeOf({ id }: Pick<Clip, 'id'>): Place | null {
    return this.places.get(id) ?? null;
  }

  /** Forgets every source. */
  reset(): void {
    this.places.clear();
    this.pool.forgetArchives();
    this.worker.terminate();
  }

  private async openAll(
    sources: Source[],
    ingested: Ingested,
    { signal, onProgress, confirm }: IngestOptions,
  ): Promise<Job[]> {
    const jobs: Job[] = [];
    for (const source of sources) {
      onProgress({ done: 0, total: 0, name: source.name });
      try {
        const opened = await this.worker.call('open', { source }, { signal });
        if (opened.kind === 'model') {
          if (source.kind === 'zip') ingested.models.push(source.file);
          else ingested.failures.push(new LooseModelError());
          continue;
        }
        const { problems, groups, sure } = opened;
        ingested.failures.push(
          ...problems.map(({ name, message, remedy }) => new IntoneError(name, message, remedy)),
        );
        const choices = groups.length > 0 ? await confirm(source, sure, groups) : new Map();
        if (!choices) continue;
        await this.worker.call(
          'list',
          { sourceId: source.id, choices },
          {
            signal,
            onProgress: ({ entries, leftOut }) => {
              ingested.leftOut.push(...leftOut);
              for (const entry of entries) jobs.push({ order: jobs.length, source, entry, known: null });
            },
          },
        );
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        ingested.failures.push(asIntoneError(error));
      }
    }
    return jobs;
  }

  private async readAll(all: Job[], ingested: Ingested, options: IngestOptions): Promise<void> {
    const jobs = await this.withoutKnown(all, ingested, options);
    const twins = new Twins(options.known);
    const portions = new Portions(options.onRead);
    const total = all.length;
    let done = total - jobs.length;
    let { keep } = options;
    const queue = new JobQueue(jobs, this.pool.size);
    const lane = async (worker: number) => {
      for (let job = queue.take(worker); job && !ingested.cancelled; job = queue.take(worker)) {
        try {
          const extracted = await this.extract(job, worker, twins, keep, options);
          if (extracted.kind === 'clip' && extracted.kept.kind === 'held' && extracted.kept.full && keep) {
            keep = false;
            options.onFull(extracted.kept.full);
          }
          const read = twins.add(job, extracted);
          if (read) await this.take(read, job, options.frontEnd, portions);
        } catch (error) {
          if (error instanceof CancelledError) ingested.cancelled = true;
          else ingested.leftOut.push(leftOutFor(job, asIntoneError(error)));
        }
        done++;
        options.onProgress({ done, total, name: job.entry.path });
      }
    };
    const lanes = Array.from({ length: LANES_PER_WORKER * this.pool.size }, (_, i) =>
      lane(i % this.pool.size),
    );
    await Promise.all(lanes);

    const { clips, renamed, leftOut, metAgain } = twins.settle();
    ingested.clips = clips;
    ingested.leftOut.push(...leftOut);
    ingested.metAgain += metAgain.length;
    for (const { id, place } of metAgain) this.places.set(id, place);
    for (const read of renamed) portions.add(read);
    await portions.end();
    publish(jobs.length, await this.pool.settle());
  }

  /** Leaves out what need not be read: clips at hand by their path and stamp, and files left out before. */
  private async withoutKnown(
    jobs: Job[],
    ingested: Ingested,
    { known, knownLeftOut, frontEnd }: IngestOptions,
  ): Promise<Job[]> {
    const clips = new Map(known.map((clip) => [`${clip.path}\n${clip.bytes}\n${clip.stamp}`, clip]));
    const twinsBefore = new Map(
      knownLeftOut
        .filter(({ kind }) => kind === 'duplicate')
        .map((item) => [`${item.source}\n${item.path}\n${item.stamp}`, item]),
    );
    const missing = new Set((await this.store.missing(known, frontEnd)).map(({ id }) => id));
    return jobs.filter((job) => {
      const { path, bytes, stamp, place } = job.entry;
      const clip = clips.get(`${path}\n${bytes}\n${stamp}`);
      if (clip) {
        this.places.set(clip.id, place);
        ingested.metAgain++;
        job.known = clip;
        return missing.has(clip.id);
      }
      const twin = twinsBefore.get(`${job.source.name}\n${path}\n${stamp}`);
      if (twin) ingested.leftOut.push(twin);
      return !twin;
    });
  }

  private extract(
    { entry, known }: Job,
    worker: number,
    twins: Twins,
    keep: boolean,
    { frontEnd, signal }: IngestOptions,
  ): Promise<ExtractedClip> {
    return this.pool.extract({ kind: 'place', name: entry.path, place: entry.place }, frontEnd, {
      keep: keep ? (known ? 'features' : 'features and sound') : 'nothing',
      known: known ? [] : twins.ofSize(entry.bytes),
      signal,
      worker,
    });
  }

  private async take(
    read: ReadClip,
    { entry }: Job,
    frontEnd: FrontEndConfig,
    portions: Portions,
  ): Promise<void> {
    await this.store.put(read.clip.id, frontEnd, read.kept.features);
    this.places.set(read.clip.id, entry.place);
    portions.add(read);
  }
}

/** Hands clips on a portion at a time, one portion after another. */
class Portions {
  private waiting: ReadClip[] = [];
  private handing: Promise<void> = Promise.resolve();

  constructor(private readonly hand: (read: ReadClip[]) => Promise<void>) {}

  add(read: ReadClip): void {
    this.waiting.push(read);
    if (this.waiting.length >= CLIPS_PER_PORTION) this.flush();
  }

  /** Resolves when all was handed on. */
  end(): Promise<void> {
    this.flush();
    return this.handing;
  }

  private flush(): void {
    const portion = this.waiting;
    this.waiting = [];
    if (portion.length > 0) this.handing = this.handing.then(() => this.hand(portion));
  }
}

/** For the browser's performance tools, and the benchmark that reads them. */
function publish(read: number, stagesMs: StageTimes): void {
  performance.mark('intone:extraction', { detail: { read, stagesMs } });
}

/** A model's files, unzipped. */
class LooseModelError extends IntoneError {
  constructor() {
    super(
      'LooseModelError',
      'These are the files of an Intone model, unzipped.',
      'Drop the model zip itself.',
    );
  }
}

function asIntoneError(error: unknown): IntoneError {
  if (error instanceof IntoneError) return error;
  return new IntoneError('Error', error instanceof Error ? error.message : String(error), '');
}

function leftOutFor({ source, entry }: Job, error: IntoneError): LeftOut {
  const kind = error.name === 'SilentClipError' ? 'silent' : 'unreadable';
  return {
    path: entry.path,
    source: source.name,
    kind,
    reason: `${error.message} ${error.remedy}`.trim(),
    stamp: entry.stamp,
  };
}

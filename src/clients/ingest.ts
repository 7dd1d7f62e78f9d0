/** From dropped sources to clips: opens, reads, drops identical bytes, extracts, and reports as it goes. */
import type { Entry, IngestCalls, Source } from '../../workers/protocol.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError, type WorkerChannel } from './channel.ts';
import type { FeaturePool } from './features.ts';
import { ingestWorker } from './workers.ts';

export interface IngestProgress {
  done: number;
  total: number;
  /** What is being read. */
  name: string;
}

export interface Ingested {
  clips: Clip[];
  leftOut: LeftOut[];
  /** Clips that were in the dataset before, by id, and the source that holds them now. */
  rebound: Map<string, string>;
  /** Sources that could not be used at all. */
  failures: IntoneError[];
  /** Zips that hold a model, not a corpus. */
  models: File[];
  cancelled: boolean;
}

export interface IngestOptions {
  frontEnd: FrontEndConfig;
  /** Clips already in the dataset. */
  known: readonly Clip[];
  signal: AbortSignal;
  onProgress(progress: IngestProgress): void;
}

/** A recording met before. */
interface Seen {
  path: string;
  emotion: Emotion;
  /** In the dataset before this drop. */
  known: boolean;
  /** Whether it became a clip. */
  kept: Promise<boolean>;
}

interface Job {
  source: Source;
  entry: Entry;
}

export class IngestClient {
  private readonly worker: WorkerChannel<IngestCalls> = ingestWorker();
  private readonly open = new Set<string>();

  constructor(
    private readonly pool: FeaturePool,
    private readonly store: FeatureStore,
  ) {}

  /** Never rejects for a bad source or clip: those are listed. What was read before a cancel is kept. */
  async ingest(sources: Source[], options: IngestOptions): Promise<Ingested> {
    const ingested: Ingested = {
      clips: [],
      leftOut: [],
      rebound: new Map(),
      failures: [],
      models: [],
      cancelled: false,
    };
    const jobs = await this.openAll(sources, ingested, options);
    await this.readAll(jobs, ingested, options);
    ingested.clips.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    return ingested;
  }

  /** The bytes of a clip read before. @throws UnreadableSourceError where its source is gone */
  async read(clip: Pick<Clip, 'sourceId' | 'path'>, signal?: AbortSignal): Promise<ArrayBuffer> {
    const { bytes } = await this.worker.call(
      'read',
      { sourceId: clip.sourceId, path: clip.path },
      { signal },
    );
    return bytes;
  }

  /** Forgets every source but these. */
  closeExcept(inUse: ReadonlySet<string>): void {
    for (const sourceId of this.open) {
      if (inUse.has(sourceId)) continue;
      this.open.delete(sourceId);
      void this.worker.call('close', { sourceId });
    }
  }

  /** Forgets every source. */
  reset(): void {
    this.open.clear();
    this.worker.terminate();
  }

  private async openAll(
    sources: Source[],
    ingested: Ingested,
    { signal, onProgress }: IngestOptions,
  ): Promise<Job[]> {
    const jobs: Job[] = [];
    for (const source of sources) {
      onProgress({ done: 0, total: 0, name: source.name });
      try {
        this.open.add(source.id);
        const opened = await this.worker.call('open', { source }, { signal });
        if (opened.kind === 'model') {
          if (source.kind === 'zip') ingested.models.push(source.file);
          else ingested.failures.push(new LooseModelError());
        } else {
          ingested.leftOut.push(...opened.leftOut);
          jobs.push(...opened.entries.map((entry) => ({ source, entry })));
        }
      } catch (error) {
        if (error instanceof CancelledError) {
          ingested.cancelled = true;
          return [];
        }
        ingested.failures.push(asIntoneError(error));
      }
    }
    return jobs;
  }

  private async readAll(jobs: Job[], ingested: Ingested, options: IngestOptions): Promise<void> {
    const seen = new Map<string, Seen>();
    for (const { id, path, emotion } of options.known)
      seen.set(id, { path, emotion, known: true, kept: Promise.resolve(true) });
    let next = 0;
    let done = 0;
    const lane = async () => {
      while (next < jobs.length && !ingested.cancelled) {
        const job = jobs[next++]!;
        try {
          await this.readOne(job, seen, ingested, options);
        } catch (error) {
          if (error instanceof CancelledError) ingested.cancelled = true;
          else ingested.leftOut.push(leftOutFor(job, asIntoneError(error)));
        }
        done++;
        options.onProgress({ done, total: jobs.length, name: job.entry.path });
      }
    };
    // One lane more than there are feature workers keeps the next file's bytes ready.
    await Promise.all(Array.from({ length: this.pool.size + 1 }, lane));
  }

  private async readOne(
    { source, entry }: Job,
    seen: Map<string, Seen>,
    ingested: Ingested,
    { frontEnd, signal }: IngestOptions,
  ): Promise<void> {
    // Answers come in the order asked, so which of two identical files is kept depends on their paths alone.
    const { bytes, sha256: id } = await this.worker.call(
      'read',
      { sourceId: source.id, path: entry.path },
      { signal },
    );
    const twin = seen.get(id);
    if (twin?.known && twin.path === entry.path) {
      ingested.rebound.set(id, source.id);
      return;
    }
    // The twin of a file that cannot be read cannot be read either, and says so under its own name.
    if (twin && (await twin.kept)) {
      ingested.leftOut.push(duplicateOf(twin, { source, entry }));
      return;
    }
    const extracted = this.pool.extract({ kind: 'bytes', name: entry.path, bytes }, frontEnd, signal);
    const kept = extracted.then(
      () => true,
      () => false,
    );
    seen.set(id, { path: entry.path, emotion: entry.labels.emotion, known: false, kept });
    const { features, audio } = await extracted;
    await this.store.put(id, frontEnd, features);
    ingested.clips.push({
      id,
      sourceId: source.id,
      sourceName: source.name,
      path: entry.path,
      ...entry.labels,
      ...audio,
      frames: features.frames,
    });
  }
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
  return { path: entry.path, source: source.name, kind, reason: `${error.message} ${error.remedy}`.trim() };
}

function duplicateOf(twin: Seen, { source, entry }: Job): LeftOut {
  const conflict =
    twin.emotion === entry.labels.emotion
      ? ''
      : ` Their names disagree: this one says ${entry.labels.emotion}, that one ${twin.emotion}.`;
  return {
    path: entry.path,
    source: source.name,
    kind: 'duplicate',
    reason: `The same recording, byte for byte, as ${twin.path}, which was kept.${conflict}`,
  };
}

/** From dropped sources to clips: opens, asks what labels mean, extracts, drops identical bytes, and reports as it goes. */
import type { Entry, GroupFacts, IngestCalls, Place, Source } from '../../workers/protocol.ts';
import type { Clip, ClipLabels, LeftOut } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError, type WorkerChannel } from './channel.ts';
import { asIntoneError, BulkExtraction, type ExtractionOptions, type Outcome } from './extraction.ts';
import type { FeaturePool } from './features.ts';
import type { Job } from './job-queue.ts';
import { ingestWorker } from './workers.ts';

export type { ReadClip } from './extraction.ts';
export type { GroupFacts };

export interface IngestProgress {
  done: number;
  total: number;
  /** What is being read. */
  name: string;
}

export type LabelChoices = ReadonlyMap<string, Emotion | null>;

export interface Ingested {
  clips: Clip[];
  leftOut: LeftOut[];
  /** How many clips of the dataset were met again. */
  metAgain: number;
  /** Clips of the dataset whose labels the user, a table or a better twin's name has changed. */
  relabelled: Clip[];
  /** Sources that could not be used at all, and tables that could not be read. */
  failures: IntoneError[];
  /** Zips that hold a model, not a corpus. */
  models: File[];
  cancelled: boolean;
}

export interface IngestOptions extends Omit<ExtractionOptions, 'onProgress'> {
  /** Clips already in the dataset, and files already left out of it. */
  known: readonly Clip[];
  knownLeftOut: readonly LeftOut[];
  onProgress(progress: IngestProgress): void;
  /** Asks what folder names and tables mean. @returns null to leave the source alone */
  confirm(source: Source, sure: number, groups: GroupFacts[]): Promise<LabelChoices | null>;
}

/** What is extracted again: clips whose recordings are open, and those whose are not, or not any more. */
export interface ExtractedAgain {
  closed: Clip[];
  lost: { clip: Clip; reason: string }[];
  cancelled: boolean;
}

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
      relabelled: [],
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

  /** Features by other settings for clips of the dataset. Never rejects for a bad recording or a cancel. */
  async extractAgain(clips: readonly Clip[], options: ExtractionOptions): Promise<ExtractedAgain> {
    const again: ExtractedAgain = { closed: [], lost: [], cancelled: false };
    const jobs: Job[] = [];
    for (const clip of clips) {
      const place = this.places.get(clip.id);
      if (!place) again.closed.push(clip);
      else
        jobs.push({
          order: jobs.length,
          source: { name: clip.sourceName },
          entry: entryOf(clip, place),
          known: clip,
        });
    }
    if (again.closed.length > 0) return again;
    const { failures, cancelled } = await this.extract(jobs, clips, options);
    for (const { job, error } of failures) {
      const clip = job.known!;
      // The zip was moved or deleted: what was kept of the clip is as good as before.
      if (error.name === 'UnreadableSourceError' && this.places.delete(clip.id)) again.closed.push(clip);
      else again.lost.push({ clip, reason: error.message });
    }
    return { ...again, cancelled };
  }

  /** A recording turned out not to be where it was. */
  forgetPlace({ id }: Pick<Clip, 'id'>): void {
    this.places.delete(id);
  }

  /** Where a clip's recording can be read; null where its zip or folder is not open. */
  placeOf({ id }: Pick<Clip, 'id'>): Place | null {
    return this.places.get(id) ?? null;
  }

  /** Forgets every source. */
  reset(): void {
    this.places.clear();
    this.pool.keepArchives(new Set());
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
        if (!choices) {
          await this.worker.call('close', { sourceId: source.id });
          continue;
        }
        await this.worker.call(
          'list',
          { sourceId: source.id, choices },
          {
            signal,
            onProgress: ({ entries, leftOut }) => {
              for (const item of leftOut) ingested.leftOut.push(item);
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
    const total = all.length;
    const before = total - jobs.length;
    const { twins, failures, cancelled } = await this.extract(jobs, options.known, {
      ...options,
      onProgress: (done, name) => options.onProgress({ done: before + done, total, name }),
    });
    const { clips, leftOut, metAgain } = twins.settle();
    ingested.cancelled = cancelled;
    ingested.clips = clips;
    for (const item of leftOut) ingested.leftOut.push(item);
    for (const { job, error } of failures) ingested.leftOut.push(leftOutFor(job, error));
    ingested.metAgain += metAgain.length;
    for (const { id, place } of metAgain) this.places.set(id, place);
    this.pool.keepArchives(this.archivesInUse());
  }

  private extract(jobs: Job[], known: readonly Clip[], options: ExtractionOptions): Promise<Outcome> {
    return new BulkExtraction(jobs, known, this.pool, this.store, this.places, options).run();
  }

  private archivesInUse(): Set<string> {
    const ids = new Set<string>();
    for (const place of this.places.values()) if (place.kind === 'packed') ids.add(place.archiveId);
    return ids;
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
        if (!sameLabels(clip, job.entry.labels)) ingested.relabelled.push({ ...clip, ...job.entry.labels });
        return missing.has(clip.id);
      }
      const twin = twinsBefore.get(`${job.source.name}\n${path}\n${stamp}`);
      if (twin) ingested.leftOut.push(twin);
      return !twin;
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

function entryOf(clip: Clip, place: Place): Entry {
  const { path, bytes, stamp, corpus, emotion, speaker, gender, text, intensity } = clip;
  return { path, bytes, stamp, place, labels: { corpus, emotion, speaker, gender, text, intensity } };
}

function sameLabels(clip: Clip, labels: ClipLabels): boolean {
  return (Object.keys(labels) as (keyof ClipLabels)[]).every((key) => clip[key] === labels[key]);
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

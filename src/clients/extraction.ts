/** Extracts many recordings side by side: each zip read from front to back, twins told apart, a portion kept at a time. */
import type { Kept, Place, PlainError, StageTimes } from '../../workers/protocol.ts';
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureStore } from '../storage/feature-store.ts';
import { CancelledError, WorkerCrashedError } from './channel.ts';
import type { ExtractedClip, FeaturePool } from './features.ts';
import { type Job, JobQueue } from './job-queue.ts';
import type { Pause } from './pause.ts';
import { Twins } from './twins.ts';

/** A clip as it was just read, and where its features and sound are. */
export interface ReadClip {
  clip: Clip;
  kept: Kept;
}

export interface ExtractionOptions {
  frontEnd: FrontEndConfig;
  /** Whether features and sounds go to the browser's storage. */
  keep: boolean;
  signal: AbortSignal;
  /** While it is on no recording is begun; those under way end, and what was read is handed on. */
  pause?: Pause;
  /** After each recording; `done` counts this extraction's own. */
  onProgress(done: number, name: string): void;
  /** Portions of clips as they are read. */
  onRead(read: ReadClip[]): Promise<void>;
  /** The storage takes no more, once: what follows is held in memory. */
  onFull(error: PlainError): void;
}

export interface Outcome {
  twins: Twins;
  failures: { job: Job; error: IntoneError }[];
  cancelled: boolean;
}

/** Clips in one portion for keeping: a transaction of a few milliseconds. */
const CLIPS_PER_PORTION = 100;

/** Recordings under way for each feature worker: while one is read or inflated another is computed. */
const LANES_PER_WORKER = 2;

/** @param known clips in the dataset before */
export class BulkExtraction {
  private readonly queue: JobQueue;
  private readonly twins: Twins;
  private readonly portions: Portions;
  private readonly failures: Outcome['failures'] = [];
  private keep: boolean;
  private cancelled = false;
  private done = 0;

  constructor(
    private readonly jobs: readonly Job[],
    known: readonly Clip[],
    private readonly pool: FeaturePool,
    private readonly store: FeatureStore,
    private readonly places: Map<string, Place>,
    private readonly options: ExtractionOptions,
  ) {
    this.queue = new JobQueue(jobs, pool.size);
    this.twins = new Twins(known);
    this.portions = new Portions(options.onRead);
    this.keep = options.keep;
  }

  /** Never rejects for a bad recording or a cancel. */
  async run(): Promise<Outcome> {
    const lanes = Array.from({ length: LANES_PER_WORKER * this.pool.size }, (_, i) =>
      this.lane(i % this.pool.size),
    );
    await Promise.all(lanes);
    for (const renamed of this.twins.settle().renamed) this.portions.add(renamed);
    await this.portions.end();
    await this.settle();
    return { twins: this.twins, failures: this.failures, cancelled: this.cancelled };
  }

  private async lane(worker: number): Promise<void> {
    for (let job = this.queue.take(worker); job && !this.cancelled; job = this.queue.take(worker)) {
      await this.pauseOver();
      try {
        await this.read(job, worker);
      } catch (error) {
        if (error instanceof CancelledError) {
          this.cancelled = true;
          return;
        }
        this.failures.push({ job, error: asIntoneError(error) });
      }
      this.options.onProgress(++this.done, job.entry.path);
    }
  }

  /** A page that is paused may well be closed: it loses nothing that was read. */
  private async pauseOver(): Promise<void> {
    if (this.options.pause?.isOn) this.portions.flush();
    await this.options.pause?.over();
  }

  private async read(job: Job, worker: number): Promise<void> {
    const extracted = await this.extractTwice(job, worker);
    if (extracted.kind === 'clip' && extracted.kept.kind === 'held' && extracted.kept.full)
      this.stopKeeping(extracted.kept.full);
    const read = this.twins.add(job, extracted);
    if (!read) return;
    await this.store.put(read.clip.id, this.options.frontEnd, read.kept.features);
    this.places.set(read.clip.id, job.entry.place);
    this.portions.add(read);
  }

  /** A worker that crashes takes the recording of its other lane with it, which is innocent: each is tried once more. */
  private async extractTwice(job: Job, worker: number): Promise<ExtractedClip> {
    try {
      return await this.extract(job, worker);
    } catch (error) {
      if (!(error instanceof WorkerCrashedError)) throw error;
      return this.extract(job, worker);
    }
  }

  private extract({ entry, known }: Job, worker: number): Promise<ExtractedClip> {
    const { frontEnd, signal } = this.options;
    return this.pool.extract({ kind: 'place', name: entry.path, place: entry.place }, frontEnd, {
      keep: this.keep ? (known ? 'features' : 'features and sound') : 'nothing',
      known: known ? [] : this.twins.ofSize(entry.bytes),
      signal,
      worker,
    });
  }

  private async settle(): Promise<void> {
    try {
      publish(this.jobs.length, await this.pool.settle());
    } catch (error) {
      if (this.options.keep) this.stopKeeping(asIntoneError(error));
    }
  }

  private stopKeeping({ name, message, remedy }: PlainError): void {
    if (!this.keep) return;
    this.keep = false;
    this.options.onFull({ name, message, remedy });
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

  /** Hands on what waits for a portion to be full. */
  flush(): void {
    const portion = this.waiting;
    this.waiting = [];
    if (portion.length > 0) this.handing = this.handing.then(() => this.hand(portion));
  }

  /** Resolves when all was handed on. */
  end(): Promise<void> {
    this.flush();
    return this.handing;
  }
}

/** For the browser's performance tools, and the benchmark that reads them. */
function publish(read: number, stagesMs: StageTimes): void {
  performance.mark('intone:extraction', { detail: { read, stagesMs } });
}

export function asIntoneError(error: unknown): IntoneError {
  if (error instanceof IntoneError) return error;
  return new IntoneError('Error', error instanceof Error ? error.message : String(error), '');
}

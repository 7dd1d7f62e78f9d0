/** The pool of feature workers, one per core, and the detour over the page for formats only it can decode. */
import type {
  AudioFacts,
  FeatureCalls,
  Inspected,
  Kept,
  Recording,
  StageTimes,
} from '../../workers/protocol.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { CancelledError, type WorkerChannel } from './channel.ts';
import { decodeInBrowser } from './decode.ts';
import { featureWorker } from './workers.ts';

export type ExtractedClip =
  | { kind: 'clip'; sha256: string; kept: Kept; audio: AudioFacts; frames: number }
  | { kind: 'twin'; sha256: string };

export interface ExtractOptions {
  keep: FeatureCalls['extract']['request']['keep'];
  /** SHA-256 of recordings that need not be computed again. */
  known: string[];
  signal: AbortSignal | undefined;
  /** Which one is to do it, counted from 0; the least busy where not given. */
  worker?: number;
}

type Inspection = Extract<Inspected, { kind: 'inspection' }>;

function buffersOf(recording: Recording): ArrayBuffer[] {
  return recording.kind === 'place' ? [] : recording.channels.map(({ buffer }) => buffer as ArrayBuffer);
}

export class FeaturePool {
  private readonly workers: WorkerChannel<FeatureCalls>[];
  /** Zips each worker has, by worker, then by archive: the generation of the worker that got it. */
  private readonly sent: Map<string, number>[];

  constructor(readonly size: number = Math.max(1, navigator.hardwareConcurrency || 2)) {
    this.workers = Array.from({ length: size }, featureWorker);
    this.sent = this.workers.map(() => new Map());
  }

  /** PCM's buffers move away. @throws UnreadableAudioError, UnreadableSourceError, SilentClipError, CancelledError, WorkerCrashedError */
  async extract(
    recording: Recording,
    frontEnd: FrontEndConfig,
    options: ExtractOptions,
  ): Promise<ExtractedClip> {
    const { keep, known, signal, worker = this.idlest() } = options;
    // Before the zip is noted as sent: a cancelled call sends nothing.
    if (signal?.aborted) throw new CancelledError();
    const answer = await this.workers[worker].call(
      'extract',
      { recording: this.addressed(recording, worker), frontEnd, keep, known },
      { signal, transfer: buffersOf(recording) },
    );
    if (answer.kind !== 'needs-browser') return answer;
    const decoded = await decodeInBrowser(answer.bytes, recording.name, answer.sha256);
    return this.extract(decoded, frontEnd, options);
  }

  /** The features alone, nothing kept. */
  async features(
    recording: Recording,
    frontEnd: FrontEndConfig,
  ): Promise<{ features: FeatureMatrix; audio: AudioFacts }> {
    const answer = await this.extract(recording, frontEnd, { keep: 'nothing', known: [], signal: undefined });
    if (answer.kind === 'twin' || answer.kept.kind === 'stored')
      throw new Error('Features that were not to be kept were.');
    return { features: answer.kept.features, audio: answer.audio };
  }

  /** As `extract`, with all that the Explore stage shows. */
  async inspect(recording: Recording, frontEnd: FrontEndConfig, signal?: AbortSignal): Promise<Inspection> {
    if (signal?.aborted) throw new CancelledError();
    const worker = this.idlest();
    const answer = await this.workers[worker].call(
      'inspect',
      { recording: this.addressed(recording, worker), frontEnd },
      { signal, transfer: buffersOf(recording) },
    );
    if (answer.kind === 'inspection') return answer;
    return this.inspect(await decodeInBrowser(answer.bytes, recording.name, ''), frontEnd, signal);
  }

  /** Makes what was kept last. @returns where the time went since the last call, added up over all workers */
  async settle(): Promise<StageTimes> {
    const running = this.workers.filter(({ isRunning }) => isRunning);
    const times = await Promise.all(running.map((worker) => worker.call('settle', undefined)));
    const sum: StageTimes = { read: 0, inflate: 0, hash: 0, decode: 0, features: 0, keep: 0, flush: 0 };
    for (const one of times)
      for (const stage of Object.keys(one) as (keyof StageTimes)[]) sum[stage] += one[stage];
    return sum;
  }

  /** Lets go of all zips but these. */
  keepArchives(inUse: ReadonlySet<string>): void {
    for (const [i, worker] of this.workers.entries()) {
      const gone = [...this.sent[i].keys()].filter((id) => !inUse.has(id));
      for (const id of gone) this.sent[i].delete(id);
      if (gone.length > 0 && worker.isRunning)
        worker.call('forget', { archiveIds: gone }).catch(() => undefined);
    }
  }

  /** The recording as this worker needs it: with its zip the first time only. */
  private addressed(recording: Recording, index: number): Recording {
    if (recording.kind !== 'place' || recording.place.kind !== 'packed') return recording;
    const { place } = recording;
    const sent = this.sent[index];
    // A worker not yet spawned will be of the next generation.
    const { generation } = this.workers[index].ready();
    if (sent.get(place.archiveId) === generation) return { ...recording, place: { ...place, archive: null } };
    sent.set(place.archiveId, generation);
    return recording;
  }

  private idlest(): number {
    return this.workers.reduce((best, worker, i) => (worker.load < this.workers[best].load ? i : best), 0);
  }
}

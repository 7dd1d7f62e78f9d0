/** The pool of feature workers, one per core, and the detour over the page for formats only it can decode. */
import type { AudioFacts, FeatureCalls, Inspected, Recording } from '../../workers/protocol.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import type { WorkerChannel } from './channel.ts';
import { decodeInBrowser } from './decode.ts';
import { featureWorker } from './workers.ts';

export interface ExtractedClip {
  features: FeatureMatrix;
  audio: AudioFacts;
}

type Inspection = Extract<Inspected, { kind: 'inspection' }>;

function buffersOf(recording: Recording): ArrayBuffer[] {
  return recording.kind === 'bytes'
    ? [recording.bytes]
    : recording.channels.map((channel) => channel.buffer as ArrayBuffer);
}

export class FeaturePool {
  private readonly workers: WorkerChannel<FeatureCalls>[];

  constructor(readonly size: number = Math.max(1, navigator.hardwareConcurrency || 2)) {
    this.workers = Array.from({ length: size }, featureWorker);
  }

  /** The recording's buffers move away. @throws UnreadableAudioError, SilentClipError, CancelledError, WorkerCrashedError */
  async extract(
    recording: Recording,
    frontEnd: FrontEndConfig,
    signal?: AbortSignal,
  ): Promise<ExtractedClip> {
    const answer = await this.idlest().call(
      'extract',
      { recording, frontEnd },
      { signal, transfer: buffersOf(recording) },
    );
    if (answer.kind === 'features') return answer;
    return this.extract(await decodeInBrowser(answer.bytes, recording.name), frontEnd, signal);
  }

  /** As `extract`, with all that the Explore stage shows. */
  async inspect(recording: Recording, frontEnd: FrontEndConfig, signal?: AbortSignal): Promise<Inspection> {
    const answer = await this.idlest().call(
      'inspect',
      { recording, frontEnd },
      { signal, transfer: buffersOf(recording) },
    );
    if (answer.kind === 'inspection') return answer;
    return this.inspect(await decodeInBrowser(answer.bytes, recording.name), frontEnd, signal);
  }

  private idlest(): WorkerChannel<FeatureCalls> {
    return this.workers.reduce((best, worker) => (worker.load < best.load ? worker : best));
  }
}

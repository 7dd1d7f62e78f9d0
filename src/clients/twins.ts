/** Which of several byte-identical recordings is the clip: the first by order, whichever was read first. */
import type { Place } from '../../workers/protocol.ts';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type { ReadClip } from './extraction.ts';
import type { ExtractedClip } from './features.ts';
import type { Job } from './job-queue.ts';

type Read = Extract<ExtractedClip, { kind: 'clip' }>;

interface Recording {
  read: Read;
  /** Every file that holds these bytes. */
  jobs: Job[];
  /** The one whose name the clip was handed on under. */
  first: Job;
}

export interface Settled {
  /** By path. */
  clips: Clip[];
  /** Clips handed on under the name of a later twin. */
  renamed: ReadClip[];
  leftOut: LeftOut[];
  /** Clips of the dataset, and where their recordings are. */
  metAgain: { id: string; place: Place }[];
}

export class Twins {
  private readonly recordings = new Map<string, Recording>();
  private readonly knownJobs: { clip: Clip; job: Job }[] = [];
  private readonly known: ReadonlyMap<string, Clip>;
  private readonly bySize = new Map<number, string[]>();

  /** @param known clips in the dataset before */
  constructor(known: readonly Clip[]) {
    this.known = new Map(known.map((clip) => [clip.id, clip]));
    for (const { id, bytes } of known) this.noteSize(bytes, id);
  }

  /** SHA-256 of the recordings met so far that are as long as this. */
  ofSize(bytes: number): string[] {
    return this.bySize.get(bytes) ?? [];
  }

  /** @returns the clip, where this is the first file that holds it or its features were missing */
  add(job: Job, extracted: ExtractedClip): ReadClip | null {
    const { sha256 } = extracted;
    const before = this.known.get(sha256);
    if (before) {
      if (job.known) return { clip: before, kept: (extracted as Read).kept };
      this.knownJobs.push({ clip: before, job });
      return null;
    }
    const recording = this.recordings.get(sha256);
    if (recording) {
      recording.jobs.push(job);
      return null;
    }
    const read = extracted as Read;
    this.recordings.set(sha256, { read, jobs: [job], first: job });
    this.noteSize(job.entry.bytes, sha256);
    return { clip: clipOf(job, read), kept: read.kept };
  }

  /** After the last recording. */
  settle(): Settled {
    const settled: Settled = { clips: [], renamed: [], leftOut: [], metAgain: [] };
    for (const { read, jobs, first } of this.recordings.values()) {
      jobs.sort((a, b) => a.order - b.order);
      const [winner, ...others] = jobs;
      const clip = clipOf(winner, read);
      settled.clips.push(clip);
      if (winner !== first) settled.renamed.push({ clip, kept: read.kept });
      for (const job of others) settled.leftOut.push(duplicateOf(clip, job));
    }
    for (const { clip, job } of this.knownJobs) {
      settled.metAgain.push({ id: clip.id, place: job.entry.place });
      if (clip.path !== job.entry.path) settled.leftOut.push(duplicateOf(clip, job));
    }
    settled.clips.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    return settled;
  }

  private noteSize(bytes: number, id: string): void {
    const same = this.bySize.get(bytes);
    if (same) same.push(id);
    else this.bySize.set(bytes, [id]);
  }
}

function clipOf({ source, entry }: Job, { sha256, audio, frames }: Read): Clip {
  const { path, bytes, stamp, labels } = entry;
  return { id: sha256, sourceName: source.name, path, bytes, stamp, ...labels, ...audio, frames };
}

function duplicateOf(twin: Clip, { source, entry }: Job): LeftOut {
  const conflict =
    twin.emotion === entry.labels.emotion
      ? ''
      : ` Their names disagree: this one says ${entry.labels.emotion}, that one ${twin.emotion}.`;
  return {
    path: entry.path,
    source: source.name,
    kind: 'duplicate',
    reason: `The same recording, byte for byte, as ${twin.path}, which was kept.${conflict}`,
    stamp: entry.stamp,
  };
}

/** Recordings to read, dealt to workers in runs that lie side by side in their zip, so that one read fetches many. */
import type { Job } from './ingest.ts';

/** As much as a worker reads at once. */
const LONGEST_RUN_BYTES = 4 * 1024 * 1024;

/** Each worker gets at least this many runs, so that none is left with the last long one. */
const RUNS_PER_WORKER = 8;

export class JobQueue {
  private readonly jobs: Job[];
  private readonly runBytes: number;
  private next = 0;
  /** What each worker has of its run. */
  private readonly runs: { from: number; to: number }[];

  constructor(jobs: readonly Job[], workers: number) {
    this.jobs = inReadingOrder(jobs);
    const total = jobs.reduce((sum, job) => sum + bytesToRead(job), 0);
    this.runBytes = Math.min(LONGEST_RUN_BYTES, total / (RUNS_PER_WORKER * workers));
    this.runs = Array.from({ length: workers }, () => ({ from: 0, to: 0 }));
  }

  /** The next recording for a worker; null when there is none left. */
  take(worker: number): Job | null {
    const run = this.runs[worker];
    if (run.from === run.to) {
      run.from = this.next;
      let bytes = 0;
      while (this.next < this.jobs.length && (bytes === 0 || bytes < this.runBytes))
        bytes += Math.max(1, bytesToRead(this.jobs[this.next++]));
      run.to = this.next;
    }
    return run.from < run.to ? this.jobs[run.from++] : null;
  }
}

/** Zip by zip, each from front to back; loose files in their order. */
function inReadingOrder(jobs: readonly Job[]): Job[] {
  const archives = new Map<string, Job[]>();
  for (const job of jobs) {
    const { place } = job.entry;
    const id = place.kind === 'packed' ? place.archiveId : '';
    const same = archives.get(id);
    if (same) same.push(job);
    else archives.set(id, [job]);
  }
  return [...archives.values()].flatMap((same) => same.sort((a, b) => offsetOf(a) - offsetOf(b)));
}

function offsetOf({ order, entry: { place } }: Job): number {
  return place.kind === 'packed' ? place.entry.offset : order;
}

function bytesToRead({ entry: { place } }: Job): number {
  return place.kind === 'packed' ? place.entry.compressedBytes : place.file.size;
}

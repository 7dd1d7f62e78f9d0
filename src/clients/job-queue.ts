/** Recordings to read, dealt to workers so that each reads its own stretch of a zip from front to back. */
import type { Entry } from '../../workers/protocol.ts';
import type { Clip } from '../core/dataset/clip.ts';

/** A recording to read, in the order that decides which of two twins is kept. */
export interface Job {
  order: number;
  /** The zip, folder or file it came in. */
  source: { name: string };
  entry: Entry;
  /** In the dataset already; only its features by this front end are missing. */
  known: Clip | null;
}

export class JobQueue {
  private readonly jobs: Job[];
  /** What each worker has still to do. */
  private readonly stretches: { from: number; to: number }[];

  constructor(jobs: readonly Job[], workers: number) {
    this.jobs = inReadingOrder(jobs);
    const start = (worker: number) => Math.floor((worker * jobs.length) / workers);
    this.stretches = Array.from({ length: workers }, (_, w) => ({ from: start(w), to: start(w + 1) }));
  }

  /** The next recording for a worker; null when there is none left. */
  take(worker: number): Job | null {
    const own = this.stretches[worker];
    if (own.from === own.to) this.takeOver(own);
    return own.from < own.to ? this.jobs[own.from++] : null;
  }

  /** Half of what the one with the most to do has left. */
  private takeOver(own: { from: number; to: number }): void {
    const longest = this.stretches.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    const middle = Math.floor((longest.from + longest.to) / 2);
    own.from = middle;
    own.to = longest.to;
    longest.to = middle;
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

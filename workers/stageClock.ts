import type { StageTimes } from './protocol.ts';

const ZERO: StageTimes = { read: 0, inflate: 0, hash: 0, decode: 0, features: 0, keep: 0, flush: 0 };

/**
 * Adds up milliseconds by stage. Waiting counts as well: stages that wait for the browser (read, inflate, hash) may
 * overlap with other clips' work.
 */
export class StageClock {
  private times = { ...ZERO };

  timeSync<T>(stage: keyof StageTimes, work: () => T): T {
    const startMs = performance.now();
    try {
      return work();
    } finally {
      this.times[stage] += performance.now() - startMs;
    }
  }

  async time<T>(stage: keyof StageTimes, work: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      this.times[stage] += performance.now() - startMs;
    }
  }

  /** The times so far; starts anew. */
  take(): StageTimes {
    const taken = this.times;
    this.times = { ...ZERO };
    return taken;
  }
}

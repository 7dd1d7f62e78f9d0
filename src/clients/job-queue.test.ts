import { expect, test } from 'vitest';
import { type Job, JobQueue } from './job-queue.ts';

function packed(order: number, archiveId: string, offset: number): Job {
  return { order, entry: { place: { kind: 'packed', archiveId, entry: { offset } } } } as unknown as Job;
}

/** @param turns how often each worker takes one before the next does */
function drain(queue: JobQueue, turns: number[]): number[][] {
  const taken: number[][] = turns.map(() => []);
  for (let idle = 0, worker = 0; idle < turns.length; worker = (worker + 1) % turns.length) {
    idle++;
    for (let turn = 0; turn < turns[worker]; turn++) {
      const job = queue.take(worker);
      if (!job) break;
      idle = 0;
      taken[worker].push(job.order);
    }
  }
  return taken;
}

// Back to front, as a zip's names may stand to its offsets, in two zips.
const JOBS = Array.from({ length: 100 }, (_, i) => packed(i, i < 50 ? 'a' : 'b', 1e6 - 1000 * i));

test('each worker reads a stretch of its own from front to back', () => {
  const [first, second] = drain(new JobQueue(JOBS, 2), [1, 1]);
  expect(first).toEqual(Array.from({ length: 50 }, (_, i) => 49 - i));
  expect(second).toEqual(Array.from({ length: 50 }, (_, i) => 99 - i));
});

test('a quick worker takes over from a slow one, and every recording is dealt once', () => {
  const [slow, quick] = drain(new JobQueue(JOBS, 2), [1, 7]);
  expect(quick.length).toBeGreaterThan(slow.length * 5);
  expect([...slow, ...quick].sort((a, b) => a - b)).toEqual(JOBS.map(({ order }) => order));
});

test('fewer recordings than workers', () => {
  expect(drain(new JobQueue(JOBS.slice(0, 2), 5), [1, 1, 1, 1, 1]).flat()).toHaveLength(2);
  expect(new JobQueue([], 2).take(0)).toBeNull();
});

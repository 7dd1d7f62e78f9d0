import { expect, test } from 'vitest';
import type { Job } from './ingest.ts';
import { JobQueue } from './job-queue.ts';

function packed(order: number, archiveId: string, offset: number, compressedBytes: number): Job {
  const entry = { offset, compressedBytes };
  return { order, entry: { place: { kind: 'packed', archiveId, entry } } } as unknown as Job;
}

function drain(queue: JobQueue, workers: number): number[][] {
  const taken: number[][] = Array.from({ length: workers }, () => []);
  for (let idle = 0, worker = 0; idle < workers; worker = (worker + 1) % workers) {
    const job = queue.take(worker);
    idle = job ? 0 : idle + 1;
    if (job) taken[worker].push(job.order);
  }
  return taken;
}

test('every recording is dealt once, in runs that ascend within their zip', () => {
  const jobs = Array.from({ length: 100 }, (_, i) => packed(i, i % 2 ? 'a' : 'b', 1e6 - 1000 * i, 900));
  const taken = drain(new JobQueue(jobs, 2), 2);
  expect(taken.flat().sort((a, b) => a - b)).toEqual(jobs.map(({ order }) => order));
  for (const orders of taken) {
    expect(orders.length).toBeGreaterThan(30);
    // Back to front as the jobs were given, zip after zip: neighbours differ by 2, and a run has several.
    const neighbours = orders.filter((order, i) => i > 0 && orders[i - 1] - order === 2).length;
    expect(neighbours).toBeGreaterThan(orders.length / 2);
  }
});

test('empty recordings are dealt too', () => {
  const jobs = Array.from({ length: 5 }, (_, i) => packed(i, 'a', i, 0));
  expect(drain(new JobQueue(jobs, 3), 3).flat()).toHaveLength(5);
  expect(new JobQueue([], 2).take(0)).toBeNull();
});

/**
 * `npm run fuzz -- [--count N] [--seed S] [--index I] [--compare PYTHON]`: thousands of damaged sound files and zips,
 * each of which must be read and sane, or refused by name. --index tries one input again; --compare reads the
 * same sounds with libsndfile, by a Python that has `soundfile` (e2e/fuzz/requirements.txt).
 */
import { parseArgs } from 'node:util';
import type { Verdict } from './child.ts';
import { compare } from './compare.ts';
import { supervise } from './supervise.ts';
import { table } from './table.ts';

const MOST_FAILURES_SHOWN = 20;
/** A tab that needs more for a clip of a few kilobytes is broken. */
const LARGEST_PEAK_MB = 1024;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    index: { type: 'string' },
    compare: { type: 'string' },
  },
});

async function fuzz(seed: number, from: number, to: number): Promise<boolean> {
  const counts = new Map<string, number>();
  const failures: Verdict[] = [];
  let slowest: Verdict | null = null;
  let peakMb = 0;
  await supervise({ seed, from, to }, (verdict) => {
    const outcome = verdict.outcome ?? 'FAILED';
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (verdict.outcome === null) failures.push(verdict);
    if (verdict.ms > (slowest?.ms ?? -1)) slowest = verdict;
    if (verdict.peakMb > peakMb) peakMb = verdict.peakMb;
  });
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => [name, String(count)]);
  if (slowest !== null) {
    const { ms, index } = slowest as Verdict;
    rows.push(['slowest', `${ms.toFixed(0)} ms (input ${index})`]);
  }
  rows.push(['peak memory of the process', `${peakMb.toFixed(0)} MB`]);
  console.log(table([['inputs', String(to - from)], ...rows]));
  for (const { index, failure } of failures.slice(0, MOST_FAILURES_SHOWN))
    console.log(`\ninput ${index} (--seed ${seed} --index ${index}): ${failure}`);
  if (failures.length > MOST_FAILURES_SHOWN)
    console.log(`\n… and ${failures.length - MOST_FAILURES_SHOWN} more`);
  if (peakMb > LARGEST_PEAK_MB) console.log(`\nMore than ${LARGEST_PEAK_MB} MB of memory.`);
  return failures.length === 0 && peakMb <= LARGEST_PEAK_MB;
}

const seed = Number(values.seed);
const from = values.index === undefined ? 0 : Number(values.index);
const to = values.index === undefined ? Number(values.count) : from + 1;
if (![seed, from, to].every(Number.isInteger))
  throw new Error('--count, --seed and --index are whole numbers.');

const passed =
  values.compare === undefined ? await fuzz(seed, from, to) : await compare(values.compare, seed, from, to);
process.exitCode = passed ? 0 : 1;

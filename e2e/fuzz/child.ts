/** A process of its own that checks inputs one after another, so that a hang or a crash costs one input. */
import { check } from './check.ts';
import { Inputs } from './inputs.ts';
import { realSeeds } from './real-seeds.ts';

export interface Task {
  seed: number;
  from: number;
  to: number;
}

export interface Verdict {
  index: number;
  /** As `check` names it; null where it failed. */
  outcome: string | null;
  failure?: string;
  ms: number;
  /** Most memory the process has held so far. */
  peakMb: number;
}

const MOST_FAILURE_LINES = 5;

async function work({ seed, from, to }: Task): Promise<void> {
  const inputs = new Inputs({ seed, real: await realSeeds() });
  for (let index = from; index < to; index++) {
    const input = inputs.at(index);
    const start = performance.now();
    let outcome: string | null = null;
    let failure = '';
    try {
      outcome = await check(input);
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failure = `a damaged “${input.seedName}”: ${stack.split('\n').slice(0, MOST_FAILURE_LINES).join('\n')}`;
    }
    const ms = performance.now() - start;
    const peakMb = process.resourceUsage().maxRSS / 1024;
    const verdict: Verdict = { index, outcome, ms, peakMb, ...(outcome === null ? { failure } : {}) };
    await new Promise((sent) => process.send!(verdict, sent));
  }
  process.disconnect();
}

process.on('message', (task: Task) => void work(task));

/** Runs the checks in a child process and watches it: what hangs, crashes or runs out of memory is a verdict too. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Task, Verdict } from './child.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Of JavaScript's own heap; buffers come on top and show in the peak. */
const HEAP_MB = 512;
const LONGEST_INPUT_MS = 5000;
/** Loading the code and the seeds, on a busy machine. */
const LONGEST_START_MS = 60_000;
/** More is no input's fault. */
const MOST_DEATHS = 50;

/**
 * Every input's verdict in order. A child that dies or hangs is replaced and goes on after the input it died of.
 * @throws Error when children die one after another
 */
export async function supervise(task: Task, report: (verdict: Verdict) => void): Promise<void> {
  let next = task.from;
  for (let deaths = 0; next < task.to; deaths++) {
    if (deaths === MOST_DEATHS) throw new Error(`The checking process ended ${MOST_DEATHS} times; gave up.`);
    const end = await runChild({ ...task, from: next }, (verdict) => {
      next = verdict.index + 1;
      report(verdict);
    });
    if (next === task.to) return;
    report({ index: next, outcome: null, failure: end, ms: Number.NaN, peakMb: Number.NaN });
    next++;
  }
}

/** Resolves with why the child ended. */
function runChild(task: Task, report: (verdict: Verdict) => void): Promise<string> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(CHILD, {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MB}`],
    });
    let hung = false;
    const kill = () => {
      hung = true;
      child.kill('SIGKILL');
    };
    let watch = setTimeout(kill, LONGEST_START_MS);
    child.on('message', (verdict: Verdict) => {
      clearTimeout(watch);
      watch = setTimeout(kill, LONGEST_INPUT_MS);
      report(verdict);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watch);
      resolve(
        hung ? `no answer in ${LONGEST_INPUT_MS} ms` : `the process ended (${signal ?? `code ${code}`})`,
      );
    });
    child.send(task);
  });
}

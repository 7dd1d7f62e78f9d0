/** libsndfile's reading of files, through Python. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./compare.py', import.meta.url));

export interface Reading {
  format: string;
  sampleRateHz: number;
  channels: number;
  frames: number;
}

export type Answer = Reading | { error: string };

/** One answer for each path, in order. A file that ends the process is answered as such, and the rest go to a new one. */
export async function readByLibsndfile(python: string, paths: string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < paths.length) {
    const before = answers.length;
    answers.push(...(await readUntilDeath(python, paths.slice(before))));
    if (answers.length === 0) throw new Error(`${python} cannot run ${SCRIPT}; is soundfile installed?`);
    if (answers.length < paths.length) answers.push({ error: 'libsndfile hung or crashed' });
  }
  return answers;
}

function readUntilDeath(python: string, paths: string[]): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers: Answer[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => answers.push(JSON.parse(line) as Answer));
    lines.on('close', () => resolve(answers));
    child.on('error', reject);
    // A process that dies early closes its end; its answers tell how far it came.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${paths.join('\n')}\n`);
  });
}

/** Runs the peer: librosa doing the page's job. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FrontEndConfig } from '../../../src/core/frontend/config.ts';

const SCRIPT = join(import.meta.dirname, 'extract.py');

export interface PeerRound {
  clips: number;
  /** From all processes ready to the last features stored. */
  seconds: number;
  /** Of all processes together, for the clips alone. */
  cpuS: number;
  /** Imports, opening the zip and a clip to warm up; not in `seconds`. */
  startUpS: number;
  failures: string[];
}

/** @throws Error with Python's own words when it fails */
export function runPeer(python: string, zip: string, frontEnd: FrontEndConfig, processes: number): PeerRound {
  const { status, error, stdout, stderr } = spawnSync(
    python,
    [SCRIPT, '--zip', zip, '--front-end', JSON.stringify(frontEnd), '--processes', String(processes)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${python} ${SCRIPT} failed: ${error?.message ?? stderr}`);
  return JSON.parse(stdout);
}

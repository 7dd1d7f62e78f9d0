/** Runs a peer of the training bench: PyTorch or Keras, taking the same steps. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ArchitectureId } from '../../../src/core/recipe/recipe.ts';
import { median } from '../statistics.ts';

const SCRIPT = join(import.meta.dirname, 'train.py');

export const FRAMEWORKS = ['torch', 'keras'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export interface PeerJob {
  model: ArchitectureId;
  threads: number;
  steps: number;
  classes: number;
  frames: number;
  coefficients: number;
  batch: number;
}

export interface PeerTraining {
  /** Milliseconds of the median step, by the framework's own ways (memory formats, XLA or not). */
  waysMs: Record<string, number>;
  /** Of the fastest way. */
  stepMs: number;
  /** Processor time over time, by way: 1 where it had one thread and nobody else took its core. */
  cores: Record<string, number>;
  versions: Record<string, string>;
}

interface Printed {
  ways: Record<string, { stepMs: number[]; cores: number }>;
  versions: Record<string, string>;
}

/** @throws Error with Python's own words when it fails */
export function trainPeer(python: string, framework: Framework, job: PeerJob): PeerTraining {
  const options = Object.entries(job).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { status, error, stdout, stderr } = spawnSync(
    python,
    ['-B', SCRIPT, '--framework', framework, ...options],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${python} ${SCRIPT} failed: ${error?.message ?? stderr}`);
  const { ways, versions } = JSON.parse(stdout) as Printed;
  const waysMs = Object.fromEntries(Object.entries(ways).map(([way, { stepMs }]) => [way, median(stepMs)]));
  return {
    waysMs,
    stepMs: Math.min(...Object.values(waysMs)),
    cores: Object.fromEntries(Object.entries(ways).map(([way, { cores }]) => [way, cores])),
    versions,
  };
}

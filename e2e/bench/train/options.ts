/** What `npm run bench -- train` was asked for. */
import { resolve } from 'node:path';
import { ARCHITECTURE_IDS, type ArchitectureId } from '../../../src/core/recipe/recipe.ts';

export interface TrainBenchOptions {
  dist: string;
  models: ArchitectureId[];
  /** As given; undefined: all that pass the probe. */
  backends: string | undefined;
  /** A Python with peer/requirements.txt; undefined: no peers. */
  peer: string | undefined;
  rounds: number;
  /** Timed, of each side in each round. */
  steps: number;
  /** Of the peers. */
  threads: number;
  /** For Chromium, in place of --disable-gpu. */
  flags: string[];
}

/** @throws Error naming the option that makes no sense */
export function trainBenchOptions(options: Record<string, string>): TrainBenchOptions {
  const { dist = 'dist', models = 'compact,classic', backends, peer, flags = '' } = options;
  return {
    dist: resolve(dist),
    models: models.split(',').map(modelCalled),
    backends,
    peer,
    rounds: count('rounds', options.rounds ?? '3'),
    steps: count('steps', options.steps ?? '20'),
    threads: count('threads', options.threads ?? '1'),
    flags: flags.split(' ').filter(Boolean),
  };
}

function modelCalled(name: string): ArchitectureId {
  const model = ARCHITECTURE_IDS.find((known) => known === name);
  if (!model) throw new Error(`“${name}” is no model; there are ${ARCHITECTURE_IDS.join(', ')}.`);
  return model;
}

function count(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is a whole number from 1 up.`);
  return number;
}

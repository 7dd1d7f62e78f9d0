/**
 * Training steps of both default nets: the built page on every backend, stock tfjs on the same one, and PyTorch and
 * Keras on the CPU, in turn on the same machine, for it is the ratio that counts.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import type { Browser } from '@playwright/test';
import { version as tfjsVersion } from '@tensorflow/tfjs';
import type { BackendId } from '../../src/learn/backends/ids.ts';
import { FRAMEWORKS } from './peer/runTrainPeer.ts';
import { type Chosen, chooseBackends } from './train/backends.ts';
import { openBrowser } from './train/browser.ts';
import { stepFlops } from './train/flops.ts';
import { type TrainBenchOptions, trainBenchOptions } from './train/options.ts';
import { type Build, profileOurs } from './train/ours.ts';
import { type ModelRound, ourJob, runRound } from './train/rounds.ts';
import { serveBuild } from './train/server.ts';
import { type KernelShare, kernelShares, printRows, type Row, rowsOf } from './train/summary.ts';

/** Whose kernels do their work before they return. */
const CPU_BACKENDS: BackendId[] = ['wasm', 'cpu'];

/** A peer that had less than this of the core it was given shared the machine with something else. */
const LEAST_CORE = 0.95;

export async function benchTrain(given: Record<string, string>): Promise<unknown> {
  const options = trainBenchOptions(given);
  buildIfMissing(options.dist);
  const served = await serveBuild(options.dist);
  const browser = await openBrowser(options.flags);
  try {
    const build = { dist: options.dist, url: served.url };
    const chosen = await chooseBackends(browser, build, options.backends);
    for (const { backend, reason } of chosen.skipped) console.error(`${backend} is left out: ${reason}`);
    if (chosen.backends.length === 0) throw new Error('There is no backend left to time.');
    const rounds = await runRounds(browser, build, chosen, options);
    const rows = await rowsWithKernels(browser, build, rounds, options);
    printRows(rows);
    return {
      machine: { cores: availableParallelism(), cpu: cpus()[0]?.model ?? null },
      browser: browser.version(),
      versions: versionsOf(rounds),
      steps: options.steps,
      peers: options.peer ? { threads: options.threads, coresUsed: coresUsed(rounds, options) } : null,
      rows,
      skipped: chosen.skipped,
      rounds: rounds.map((round) => round.map(({ topology: _, ...figures }) => figures)),
    };
  } finally {
    await browser.close();
    await served.close();
  }
}

function buildIfMissing(dist: string): void {
  if (existsSync(dist)) return;
  console.error(`There is no ${dist}: building it.`);
  execFileSync('npx', ['vite', 'build', '--outDir', dist], { stdio: 'inherit' });
}

/** @returns [model][round] */
async function runRounds(
  browser: Browser,
  build: Build,
  { backends }: Chosen,
  options: TrainBenchOptions,
): Promise<ModelRound[][]> {
  const all: ModelRound[][] = options.models.map(() => []);
  for (let i = 0; i < options.rounds; i++)
    for (const [m, model] of options.models.entries()) {
      const round = await runRound(browser, build, model, backends, options);
      all[m].push(round);
      console.error(roundWords(i + 1, round));
    }
  return all;
}

function roundWords(number: number, { model, backends, peers }: ModelRound): string {
  const ms = (value: number | null) => (value === null ? 'fails' : `${value.toFixed(1)} ms`);
  const sides = [
    ...backends.flatMap(({ backend, oursMs, stockMs }) => [
      `${backend} ours ${ms(oursMs)}`,
      `${backend} stock ${ms(stockMs)}`,
    ]),
    ...Object.entries(peers).flatMap(([framework, { waysMs }]) =>
      Object.entries(waysMs).map(([way, value]) => `${framework} ${way} ${ms(value)}`),
    ),
  ];
  return `round ${number}, ${model}: ${sides.join(', ')}`;
}

async function rowsWithKernels(
  browser: Browser,
  build: Build,
  rounds: ModelRound[][],
  { steps }: TrainBenchOptions,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const ofModel of rounds) {
    const { topology, batchSize } = ofModel[0];
    for (const row of rowsOf(ofModel, await stepFlops(topology, batchSize)))
      rows.push({ ...row, kernels: await kernelsOf(browser, build, row, steps) });
  }
  return rows;
}

/** In a run of its own: clocks cost time. */
async function kernelsOf(
  browser: Browser,
  build: Build,
  { model, backend }: Row,
  steps: number,
): Promise<KernelShare[] | null> {
  if (!CPU_BACKENDS.includes(backend)) return null;
  const job = ourJob(model, backend, steps);
  const { kernelMs, stepMs } = await profileOurs(browser, build, job);
  const counted = (job.epochs - 1) * job.stepsPerEpoch;
  return kernelShares(kernelMs, counted, stepMs.reduce((a, b) => a + b, 0) / stepMs.length);
}

function versionsOf(rounds: ModelRound[][]): Record<string, string> {
  const peers = rounds.flat().flatMap((round) => Object.values(round.peers));
  return Object.assign({ tfjs: tfjsVersion.tfjs }, ...peers.map(({ versions }) => versions));
}

interface CoresUsed {
  least: number;
  most: number;
}

/** Processor time over time, by framework: that a peer of one thread had one core, no more and no less. */
function coresUsed(rounds: ModelRound[][], { threads }: TrainBenchOptions): Record<string, CoresUsed> {
  return Object.fromEntries(
    FRAMEWORKS.map((framework) => {
      const all = rounds.flat().flatMap(({ peers }) => Object.values(peers[framework]?.cores ?? {}));
      const used = { least: Math.min(...all), most: Math.max(...all) };
      if (threads === 1 && used.least < LEAST_CORE)
        console.error(
          `${framework} had only ${used.least.toFixed(2)} of its core in one round: the machine was busy. Measure again.`,
        );
      return [framework, used];
    }),
  );
}

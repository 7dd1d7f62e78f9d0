/** One round: every side takes its steps in turn, so that a slow minute of the machine falls on all of them. */
import type { Browser } from '@playwright/test';
import { EMOTIONS } from '../../../src/core/dataset/emotions.ts';
import { type ArchitectureId, COMPACT_RECIPE, windowFrames } from '../../../src/core/recipe/recipe.ts';
import type { BackendId } from '../../../src/learn/backends/ids.ts';
import { FRAMEWORKS, type Framework, type PeerTraining, trainPeer } from '../peer/runTrainPeer.ts';
import { median } from '../statistics.ts';
import type { TrainBenchOptions } from './options.ts';
import { type Build, trainOurs } from './ours.ts';
import type { OurJob } from './page/ours.ts';
import { trainStock } from './stock.ts';

/** As many as a small corpus has in an epoch; the first epoch warms up. */
const STEPS_PER_EPOCH = 10;
/** What the timing does not depend on, but the stock optimiser must be given. */
const STOCK_LEARNING_RATE = 1e-3;

export interface BackendRound {
  backend: BackendId;
  oursMs: number;
  /** As the page heard it, with what ends an epoch. */
  oursHeardMs: number;
  /** Null where stock tfjs fails; then `stockNote` says how. */
  stockMs: number | null;
  stockNote: string | null;
}

export interface ModelRound {
  model: ArchitectureId;
  topology: object;
  batchSize: number;
  backends: BackendRound[];
  peers: Partial<Record<Framework, PeerTraining>>;
}

/** The run of our side that `steps` asks for: a warm-up epoch, then whole epochs of at least so many steps. */
export function ourJob(model: ArchitectureId, backend: BackendId, steps: number): OurJob {
  const stepsPerEpoch = Math.min(steps, STEPS_PER_EPOCH);
  return { model, backend, stepsPerEpoch, epochs: 1 + Math.ceil(steps / stepsPerEpoch) };
}

export async function runRound(
  browser: Browser,
  build: Build,
  model: ArchitectureId,
  backends: BackendId[],
  options: TrainBenchOptions,
): Promise<ModelRound> {
  const round: ModelRound = { model, topology: {}, batchSize: 0, backends: [], peers: {} };
  for (const backend of backends) {
    const { stepMs, heardStepMs, topology, batchSize, isolated } = await trainOurs(
      browser,
      build,
      ourJob(model, backend, options.steps),
    );
    if (isolated) throw new Error('The page is cross-origin isolated: WASM may have threads here.');
    Object.assign(round, { topology, batchSize });
    round.backends.push({
      backend,
      oursMs: median(stepMs),
      oursHeardMs: median(heardStepMs),
      ...(await stockStep(browser, build.url, { backend, topology, batchSize, steps: options.steps })),
    });
  }
  if (options.peer)
    for (const framework of FRAMEWORKS)
      round.peers[framework] = trainPeer(options.peer, framework, {
        model,
        threads: options.threads,
        steps: options.steps,
        classes: EMOTIONS.length,
        frames: windowFrames(COMPACT_RECIPE),
        coefficients: COMPACT_RECIPE.frontEnd.nMfcc,
        batch: round.batchSize,
      });
  return round;
}

async function stockStep(
  browser: Browser,
  url: string,
  job: { backend: BackendId; topology: object; batchSize: number; steps: number },
): Promise<Pick<BackendRound, 'stockMs' | 'stockNote'>> {
  try {
    const { stepMs } = await trainStock(browser, url, { ...job, learningRate: STOCK_LEARNING_RATE });
    return { stockMs: median(stepMs), stockNote: null };
  } catch (error) {
    // That stock tfjs cannot train there is a finding, and no reason to lose the others.
    const words = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { stockMs: null, stockNote: words };
  }
}

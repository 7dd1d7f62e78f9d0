/** Rounds to rows: medians over rounds, ratios within a round. */
import type { ArchitectureId } from '../../../src/core/recipe/recipe.ts';
import type { BackendId } from '../../../src/learn/backends/ids.ts';
import type { Framework } from '../peer/runTrainPeer.ts';
import { median } from '../statistics.ts';
import type { ModelRound } from './rounds.ts';

export interface KernelShare {
  /** A kernel of tfjs's registry, or 'outside kernels': the loop, the batches, the gradient tape. */
  kernel: string;
  msPerStep: number;
  share: number;
}

export interface Row {
  model: ArchitectureId;
  backend: BackendId;
  oursMs: number;
  /** With what an epoch ends with. */
  oursHeardMs: number;
  /** Convolutions and dense layers alone, in all of the step's time. */
  gflopPerS: number;
  stockMs: number | null;
  stockNote: string | null;
  /** Stock's time over ours: above 1 we are faster. */
  stockRatio: number | null;
  torchMs: number | null;
  /** Our time over PyTorch's: below 1 we are faster. */
  torchRatio: number | null;
  /** By memory format. */
  torchWaysMs: Record<string, number> | null;
  kerasMs: number | null;
  /** Our time over Keras's: below 1 we are faster. */
  kerasRatio: number | null;
  /** Without XLA ('graph') and with. */
  kerasWaysMs: Record<string, number> | null;
  /** Null on a GPU, whose kernels return before they are done. */
  kernels: KernelShare[] | null;
}

/** @param rounds of one model; each has the same backends and peers. flops: of one step */
export function rowsOf(rounds: ModelRound[], flops: number): Row[] {
  const torch = peerFigures(rounds, 'torch');
  const keras = peerFigures(rounds, 'keras');
  return rounds[0].backends.map(({ backend }, k) => {
    const ours = rounds.map(({ backends }) => backends[k]);
    const oursMs = ours.map((one) => one.oursMs);
    const stockMs = ours.flatMap((one) => one.stockMs ?? []);
    const ratioTo = (peer: PeerFigures | null) => peer && median(oursMs.map((ms, i) => ms / peer.stepMs[i]));
    return {
      model: rounds[0].model,
      backend,
      oursMs: median(oursMs),
      oursHeardMs: median(ours.map((one) => one.oursHeardMs)),
      gflopPerS: flops / 1e6 / median(oursMs),
      stockMs: stockMs.length > 0 ? median(stockMs) : null,
      stockNote: ours.find((one) => one.stockNote)?.stockNote ?? null,
      stockRatio:
        stockMs.length > 0
          ? median(ours.flatMap((one) => (one.stockMs === null ? [] : one.stockMs / one.oursMs)))
          : null,
      torchMs: torch && median(torch.stepMs),
      torchRatio: ratioTo(torch),
      torchWaysMs: torch?.waysMs ?? null,
      kerasMs: keras && median(keras.stepMs),
      kerasRatio: ratioTo(keras),
      kerasWaysMs: keras?.waysMs ?? null,
      kernels: null,
    };
  });
}

interface PeerFigures {
  /** By round, of the way that was fastest in it. */
  stepMs: number[];
  /** Medians over rounds. */
  waysMs: Record<string, number>;
}

function peerFigures(rounds: ModelRound[], framework: Framework): PeerFigures | null {
  const peers = rounds.flatMap((round) => round.peers[framework] ?? []);
  if (peers.length < rounds.length) return null;
  const ways = Object.keys(peers[0].waysMs);
  return {
    stepMs: peers.map(({ stepMs }) => stepMs),
    waysMs: Object.fromEntries(ways.map((way) => [way, median(peers.map(({ waysMs }) => waysMs[way]))])),
  };
}

/** The largest first; what is in no kernel is 'outside kernels'. @param stepMs of the same run */
export function kernelShares(kernelMs: Record<string, number>, steps: number, stepMs: number): KernelShare[] {
  const perStep = Object.entries(kernelMs).map(([kernel, ms]) => ({ kernel, msPerStep: ms / steps }));
  const inside = perStep.reduce((sum, { msPerStep }) => sum + msPerStep, 0);
  return [...perStep, { kernel: 'outside kernels', msPerStep: stepMs - inside }]
    .map((one) => ({ ...one, share: one.msPerStep / stepMs }))
    .sort((a, b) => b.msPerStep - a.msPerStep);
}

/** A kernel below this share of the step is summed up in the printed table; the JSON has them all. */
const LEAST_SHARE = 0.01;

export function printRows(rows: Row[]): void {
  const round = (x: number | null) => (x === null ? '–' : Number(x.toFixed(x < 10 ? 2 : 1)));
  console.error('\nMedians over rounds, ratios within a round; milliseconds per step');
  console.table(
    rows.map((row) => ({
      model: row.model,
      backend: row.backend,
      ours: round(row.oursMs),
      'GFLOP/s': round(row.gflopPerS),
      stock: round(row.stockMs),
      '× as fast as stock': round(row.stockRatio),
      PyTorch: round(row.torchMs),
      '× PyTorch’s time': round(row.torchRatio),
      Keras: round(row.kerasMs),
      '× Keras’s time': round(row.kerasRatio),
    })),
  );
  for (const { model, backend, kernels, stockNote } of rows) {
    if (stockNote) console.error(`Stock tfjs does not train ${model} on ${backend}: ${stockNote}`);
    if (!kernels) continue;
    console.error(`${model} on ${backend}: where a step goes`);
    console.table(
      kernels
        .filter(({ share }) => share >= LEAST_SHARE)
        .map(({ kernel, msPerStep, share }) => ({
          kernel,
          'ms/step': round(msPerStep),
          share: `${(100 * share).toFixed(1)} %`,
        })),
    );
  }
}

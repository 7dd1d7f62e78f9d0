import { expect, it } from 'vitest';
import type { ModelRound } from './rounds.ts';
import { kernelShares, rowsOf } from './summary.ts';

const torch = (channelsLast: number, channelsFirst: number) => ({
  torch: {
    waysMs: { channels_last: channelsLast, channels_first: channelsFirst },
    stepMs: Math.min(channelsLast, channelsFirst),
    cores: {},
    versions: {},
  },
});

const round = (oursMs: number, stockMs: number | null, peers: ModelRound['peers'] = {}): ModelRound => ({
  model: 'compact',
  topology: {},
  batchSize: 32,
  backends: [
    {
      backend: 'wasm',
      oursMs,
      oursHeardMs: oursMs,
      stockMs,
      stockNote: stockMs === null ? 'no kernel' : null,
    },
  ],
  peers,
});

it('takes ratios within a round, so that a slow round counts for both sides', () => {
  const rounds = [
    round(100, 500, torch(50, 60)),
    round(200, 1000, torch(110, 100)),
    round(120, 480, torch(40, 80)),
  ];
  const [row] = rowsOf(rounds, 2e9);
  expect(row.oursMs).toBe(120);
  expect(row.stockRatio).toBe(5);
  // Against the faster format of the same round: 2, 2, 3.
  expect(row.torchRatio).toBe(2);
  expect(row.torchWaysMs).toEqual({ channels_last: 50, channels_first: 80 });
  expect(row.gflopPerS).toBeCloseTo(2 / 0.12, 6);
  expect(row.kerasMs).toBeNull();
  expect(row.kerasRatio).toBeNull();
});

it('says why stock has no figure', () => {
  const [row] = rowsOf([round(100, null)], 1);
  expect(row).toMatchObject({ stockMs: null, stockRatio: null, stockNote: 'no kernel' });
});

it('gives what is in no kernel its own share', () => {
  expect(kernelShares({ Add: 20, Conv2D: 120 }, 2, 100)).toEqual([
    { kernel: 'Conv2D', msPerStep: 60, share: 0.6 },
    { kernel: 'outside kernels', msPerStep: 30, share: 0.3 },
    { kernel: 'Add', msPerStep: 10, share: 0.1 },
  ]);
});

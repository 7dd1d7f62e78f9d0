import { describe, expect, it } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { openCheckpoint, saveCheckpoint } from './savedCheckpoint.ts';

const WEIGHTS = [new Float32Array([1, -0, Number.NaN]), new Float32Array([0.1])];

const CHECKPOINT: Checkpoint = {
  epochs: [],
  weights: WEIGHTS,
  optimiser: {
    steps: 7,
    first: [new Float32Array([2, 3, 4]), new Float32Array([5])],
    second: [new Float32Array([6, 7, 8]), new Float32Array([9])],
  },
  average: { updates: 3, values: [new Float32Array([1, 1, 1]), new Float32Array([2])] },
  generators: { shuffle: [1, 2, 3, 4], batch: [5, 6, 7, 8], dropout: [9, 10, 11, 12] },
  best: { epoch: 4, weights: [new Float32Array([4, 4, 4]), new Float32Array([4])] },
};

/** Bit by bit, where NaN and −0 count. */
function bits(checkpoint: Checkpoint) {
  const words = (list: Float32Array[]) => list.map((values) => [...new Uint32Array(values.slice().buffer)]);
  const { weights, optimiser, average, best } = checkpoint;
  return [weights, optimiser.first, optimiser.second, average?.values ?? [], best.weights].map(words);
}

describe('a saved checkpoint', () => {
  it('opens as it was, to the bit', async () => {
    const opened = await openCheckpoint(saveCheckpoint(CHECKPOINT));
    expect(bits(opened)).toEqual(bits(CHECKPOINT));
    expect(opened).toEqual(CHECKPOINT);
  });

  it('holds weights that are the best ones once', async () => {
    const best = { ...CHECKPOINT, average: null, best: { epoch: 1, weights: WEIGHTS } };
    const saved = saveCheckpoint(best);
    expect(saved.numbers.size).toBe(4 * (4 + 4 + 4));
    expect(await openCheckpoint(saved)).toEqual(best);
  });

  it('does not change with the arrays it was made of', async () => {
    const weights = [new Float32Array([1])];
    const saved = saveCheckpoint({ ...CHECKPOINT, weights });
    weights[0][0] = 2;
    expect((await openCheckpoint(saved)).weights[0][0]).toBe(1);
  });
});

import type { Checkpoint } from './checkpoint.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * A checkpoint on its way to the browser's storage and back. Its numbers are a Blob, which costs the page's main thread
 * nothing to receive and to store: ten megabytes of arrays would take tens of milliseconds of it each epoch.
 */
export interface SavedCheckpoint extends Pick<Checkpoint, 'epochs' | 'generators'> {
  bestEpoch: number;
  /** Of the optimiser. */
  steps: number;
  /** Of the running average; null where there is none. */
  averageUpdates: number | null;
  /** Lengths of the arrays in `numbers`, which are float32, one behind the other, list by list. */
  lengths: { [List in keyof Lists]: number[] };
  numbers: Blob;
}

/** In the order in which they are saved. `best` is empty where these are the weights themselves, as often. */
interface Lists {
  weights: Snapshot;
  first: Snapshot;
  second: Snapshot;
  average: Snapshot;
  best: Snapshot;
}

const ORDER: readonly (keyof Lists)[] = ['weights', 'first', 'second', 'average', 'best'];

/** The arrays are copied: the checkpoint's may change afterwards. */
export function saveCheckpoint(checkpoint: Checkpoint): SavedCheckpoint {
  const { epochs, generators, weights, optimiser, average, best } = checkpoint;
  const lists: Lists = {
    weights,
    first: optimiser.first,
    second: optimiser.second,
    average: average?.values ?? [],
    best: best.weights === weights ? [] : best.weights,
  };
  const lengthsOf = (list: keyof Lists) => lists[list].map((values) => values.length);
  return {
    epochs,
    generators,
    bestEpoch: best.epoch,
    steps: optimiser.steps,
    averageUpdates: average?.updates ?? null,
    lengths: {
      weights: lengthsOf('weights'),
      first: lengthsOf('first'),
      second: lengthsOf('second'),
      average: lengthsOf('average'),
      best: lengthsOf('best'),
    },
    numbers: new Blob(ORDER.flatMap((list) => lists[list] as Float32Array<ArrayBuffer>[])),
  };
}

/** The checkpoint that was saved, to the bit. @throws DOMException where the browser has lost the numbers */
export async function openCheckpoint(saved: SavedCheckpoint): Promise<Checkpoint> {
  const { epochs, generators, bestEpoch, steps, averageUpdates, lengths } = saved;
  const buffer = await saved.numbers.arrayBuffer();
  let at = 0;
  const take = (list: keyof Lists): Snapshot =>
    lengths[list].map((length) => {
      const values = new Float32Array(buffer.slice(at, at + 4 * length));
      at += 4 * length;
      return values;
    });
  const weights = take('weights');
  const optimiser = { steps, first: take('first'), second: take('second') };
  const values = take('average');
  const best = take('best');
  return {
    epochs,
    generators,
    weights,
    optimiser,
    average: averageUpdates === null ? null : { updates: averageUpdates, values },
    best: { epoch: bestEpoch, weights: best.length > 0 ? best : weights },
  };
}

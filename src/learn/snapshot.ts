import * as tf from '@tensorflow/tfjs';

/** A model's weights outside the backend, in the order of model.getWeights(). */
export type Snapshot = Float32Array[];

export async function takeSnapshot(model: tf.LayersModel): Promise<Snapshot> {
  // getWeights hands out the variables themselves, which are not ours to dispose.
  return Promise.all(model.getWeights().map(async (weight) => (await weight.data()) as Float32Array));
}

export function restoreSnapshot(model: tf.LayersModel, snapshot: Snapshot): void {
  tf.tidy(() => {
    model.setWeights(model.getWeights().map((weight, i) => tf.tensor(snapshot[i], weight.shape)));
  });
}

/** Whether every weight is a number. */
export function allFinite(snapshot: Snapshot): boolean {
  return snapshot.every((weights) => weights.every(Number.isFinite));
}

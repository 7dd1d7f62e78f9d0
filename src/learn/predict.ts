import * as tf from '@tensorflow/tfjs';
import { cropStarts, fillWindow, type WindowShape, windowRows, windowSize } from '../core/dataset/batch.ts';
import type { Scaler } from '../core/dataset/scaler.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';

/** Windows per pass: bounds memory, not the result. */
const WINDOWS_PER_PASS = 64;

/**
 * Probabilities per clip, [clips][classes]. A clip that fits the window is centred in it; a longer one is seen through
 * two or three evenly spaced windows, whose probabilities are averaged.
 */
export async function predictClips(
  model: tf.LayersModel,
  clips: readonly FeatureMatrix[],
  scaler: Scaler,
  shape: WindowShape,
): Promise<number[][]> {
  const crops = clips.flatMap((clip, clipIndex) =>
    cropStarts(clip.frames, shape.frames).map((start, _, starts) => ({
      clip,
      clipIndex,
      start,
      share: 1 / starts.length,
    })),
  );
  const classes = model.outputs[0].shape[1] as number;
  const probabilities = clips.map(() => new Array<number>(classes).fill(0));
  const size = windowSize(shape);
  for (let first = 0; first < crops.length; first += WINDOWS_PER_PASS) {
    const part = crops.slice(first, first + WINDOWS_PER_PASS);
    const windows = new Float32Array(part.length * size);
    part.forEach(({ clip, start }, i) => {
      fillWindow(windows, i * size, clip, start, scaler, shape);
    });
    const rows = await predictWindows(model, windows, shape);
    part.forEach(({ clipIndex, share }, i) => {
      for (let c = 0; c < classes; c++) probabilities[clipIndex][c] += share * rows[i * classes + c];
    });
  }
  return probabilities;
}

/** Probabilities of ready windows, [windows, classes], row-major. */
async function predictWindows(
  model: tf.LayersModel,
  windows: Float32Array,
  shape: WindowShape,
): Promise<Float32Array> {
  const count = windows.length / windowSize(shape);
  const output = tf.tidy(() => {
    const input = tf.tensor4d(windows, [count, shape.frames, windowRows(shape), shape.channels]);
    return model.predict(input, { batchSize: count }) as tf.Tensor;
  });
  try {
    return (await output.data()) as Float32Array;
  } finally {
    output.dispose();
  }
}

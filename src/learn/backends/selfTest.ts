import * as tf from '@tensorflow/tfjs';
import { windowSize } from '../../core/dataset/batch.ts';
import { Random } from '../../core/dataset/random.ts';
import { buildModel } from '../architectures/build.ts';
import { initialiseWeights } from '../architectures/initialise.ts';
import { weightedCrossEntropy } from '../loss.ts';
import { Stepper } from '../stepper.ts';
import { trainingPass } from '../trainingPass.ts';

const SHAPE = { frames: 24, nMfcc: 12, channels: 1, measures: 0 };
const CLASSES = 3;
const CLIPS = 4;
/** The timed step is larger, so that it is arithmetic that is timed and not the cost of asking for it. */
const TIMED_SHAPE = { frames: 100, nMfcc: 40, channels: 1, measures: 0 };
const TIMED_CLIPS = 16;
const TIMED_STEPS = 3;
const LONG_STEP_MS = 2000;
/** Largest deviation from the cpu backend's numbers, as a share of their largest. Half-precision GPUs need room. */
const TOLERANCE = 2e-2;

/**
 * Tiny, since the cpu backend must run it too, with every kind of layer that the architectures have, and wide enough in
 * the middle for what backends do to wide layers alone: four channels at a time on GPUs, Winograd's convolution on wasm.
 */
function testNet(): tf.LayersModel {
  const { layers } = tf;
  const input = tf.input({ shape: [SHAPE.frames, SHAPE.nMfcc, SHAPE.channels] });
  let x = layers
    .conv2d({ filters: 8, kernelSize: 5, strides: 2, padding: 'same', useBias: false })
    .apply(input);
  x = layers.batchNormalization().apply(x);
  x = layers.activation({ activation: 'relu' }).apply(x);
  x = layers.maxPooling2d({ poolSize: 2 }).apply(x);
  x = layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x);
  x = layers.maxPooling2d({ poolSize: [2, 1] }).apply(x);
  x = layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', useBias: false }).apply(x);
  x = layers.batchNormalization().apply(x);
  x = layers.activation({ activation: 'relu' }).apply(x);
  const average = layers.globalAveragePooling2d({}).apply(x) as tf.SymbolicTensor;
  const maximum = layers.globalMaxPooling2d({}).apply(x) as tf.SymbolicTensor;
  // The band network's head.
  const [, frames, bands, channels] = (x as tf.SymbolicTensor).shape as number[];
  const flat = layers.reshape({ targetShape: [frames, bands * channels] }).apply(x);
  const bandAverage = layers.globalAveragePooling1d({}).apply(flat) as tf.SymbolicTensor;
  const bandMaximum = layers.globalMaxPooling1d({}).apply(flat) as tf.SymbolicTensor;
  x = layers.concatenate().apply([average, maximum, bandAverage, bandMaximum]);
  const output = layers.dense({ units: CLASSES, activation: 'softmax' }).apply(x) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: output });
  initialiseWeights(model, new Random(1));
  return model;
}

function testBatch(clips: number, clipSize: number): { windows: Float32Array; targets: Float32Array } {
  const random = new Random(2);
  const windows = Float32Array.from({ length: clips * clipSize }, () => random.normal());
  const targets = new Float32Array(clips * CLASSES);
  for (let i = 0; i < clips; i++) targets[i * CLASSES + (i % CLASSES)] = 1;
  return { windows, targets };
}

/** Logits, then the gradient of each trainable weight, of one fixed batch on the current backend. */
export async function passAndGradients(): Promise<Float32Array[]> {
  const model = testNet();
  const { windows, targets } = testBatch(CLIPS, windowSize(SHAPE));
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const results = tf.tidy(() => {
    const x = tf.tensor4d(windows, [CLIPS, SHAPE.frames, SHAPE.nMfcc, SHAPE.channels]);
    const wanted = tf.tensor2d(targets, [CLIPS, CLASSES]);
    let logits: tf.Tensor2D | undefined;
    const { grads } = tf.variableGrads(() => {
      const [single] = trainingPass(model, x, new Random(3));
      logits = tf.keep(single);
      return weightedCrossEntropy(logits, wanted, tf.ones([CLASSES]));
    }, variables);
    return [logits!, ...variables.map((variable) => grads[variable.name])];
  });
  try {
    return await Promise.all(results.map(async (result) => (await result.data()) as Float32Array));
  } finally {
    tf.dispose(results);
    model.dispose();
  }
}

/**
 * What is wrong with results, as a clause; null if all agree with the reference.
 * @param results, reference as from `passAndGradients`
 */
export function findFault(results: Float32Array[], reference: Float32Array[]): string | null {
  let worst = 0;
  for (const [i, expected] of reference.entries()) {
    const largest = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-6);
    for (const [j, v] of expected.entries()) {
      const result = results[i]?.[j] ?? Number.NaN;
      if (!Number.isFinite(result)) return 'some of its results are no numbers';
      worst = Math.max(worst, Math.abs(result - v) / largest);
    }
  }
  return worst > TOLERANCE ? `its results are off by up to ${Math.round(100 * worst)} %` : null;
}

/**
 * Milliseconds of one training step of the compact net on the current backend: the best of a few after a warm-up. Where
 * that alone takes as long as a patient user waits, it is all there is.
 */
export async function timeStep(): Promise<number> {
  const model = buildModel({
    architecture: 'compact',
    members: 1,
    frames: TIMED_SHAPE.frames,
    coefficients: TIMED_SHAPE.nMfcc,
    channels: TIMED_SHAPE.channels,
    classes: CLASSES,
    dropout: 0,
    random: new Random(1),
  });
  const stepper = new Stepper(model, TIMED_SHAPE, new Float32Array(CLASSES).fill(1), {
    weightDecay: 0,
    clipNorm: 0,
  });
  const batch = testBatch(TIMED_CLIPS, windowSize(TIMED_SHAPE));
  let best = Infinity;
  try {
    for (let i = 0; i <= TIMED_STEPS; i++) {
      const start = performance.now();
      await stepper.step(batch, 1e-3, new Random(3));
      const tookMs = performance.now() - start;
      if (i > 0 || tookMs > LONG_STEP_MS) best = Math.min(best, tookMs);
      if (tookMs > LONG_STEP_MS) break;
    }
  } finally {
    stepper.dispose();
    model.dispose();
  }
  return best;
}

/** Runs in a page of stock tfjs, loaded by script tags: the same net, trained as tfjs's guide says to. */
import type * as tfjs from '@tensorflow/tfjs';
import type * as wasmBackend from '@tensorflow/tfjs-backend-wasm';
import type { BackendId } from '../../../../src/learn/backends/ids.ts';
import { registerConvBackpropFilter, shimError } from './shim.ts';

declare const tf: typeof tfjs & { wasm: typeof wasmBackend };

const WARM_UP_STEPS = 3;
const BATCHES = 4;
/** In float32 sums of a few hundred products. */
const SHIM_TOLERANCE = 1e-4;

export interface StockJob {
  backend: BackendId;
  topology: object;
  batchSize: number;
  steps: number;
  learningRate: number;
  /** Where the .wasm files lie. */
  wasmFolder: string;
}

export interface StockRun {
  /** Of each step: forward, backward, Adam, the loss read. The batch is ready beforehand. */
  stepMs: number[];
  version: string;
  isolated: boolean;
}

/** @throws Error where the backend does not start, or lacks what training needs */
export async function train(job: StockJob): Promise<StockRun> {
  await startBackend(job);
  const model = await tf.models.modelFromJSON(job.topology as Parameters<typeof tf.models.modelFromJSON>[0]);
  model.compile({ optimizer: tf.train.adam(job.learningRate), loss: 'categoricalCrossentropy' });
  const batches = readyBatches(model, job.batchSize);
  const stepMs: number[] = [];
  for (let i = -WARM_UP_STEPS; i < job.steps; i++) {
    const { x, y } = batches[(i + WARM_UP_STEPS) % BATCHES];
    const start = performance.now();
    const loss = (await model.trainOnBatch(x, y)) as number;
    if (i >= 0) stepMs.push(performance.now() - start);
    if (!Number.isFinite(loss)) throw new Error(`The loss became ${loss}.`);
  }
  return { stepMs, version: tf.version.tfjs, isolated: crossOriginIsolated };
}

async function startBackend({ backend, wasmFolder }: StockJob): Promise<void> {
  if (backend === 'wasm') {
    tf.wasm.setWasmPaths(wasmFolder);
    registerConvBackpropFilter(tf);
    const error = await shimError(tf);
    if (!(error <= SHIM_TOLERANCE)) throw new Error(`The shim's gradient is wrong by ${error}.`);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`Stock tfjs did not start “${backend}”.`);
  await tf.ready();
}

/** A few batches of noise with one-hot targets. */
function readyBatches(model: tfjs.LayersModel, batchSize: number): { x: tfjs.Tensor; y: tfjs.Tensor }[] {
  const [, ...inputShape] = model.inputs[0].shape as number[];
  const classes = model.outputs[0].shape[1] as number;
  return Array.from({ length: BATCHES }, (_, i) => ({
    x: tf.randomNormal([batchSize, ...inputShape], 0, 1, 'float32', i + 1),
    y: tf.tidy(() => {
      const labels = Array.from({ length: batchSize }, (_, clip) => (clip + i) % classes);
      return tf.cast(tf.oneHot(labels, classes), 'float32');
    }),
  }));
}

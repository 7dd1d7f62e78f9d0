import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { readVariables, writeVariables } from './variables.ts';
import { accumulate } from './wasm/adamw.ts';

/** All that a WeightAverage remembers, as plain data. */
export interface AverageState {
  updates: number;
  /** The averages, in the order of the variables, each row-major. */
  values: Float32Array[];
}

/**
 * A running average of variables that change from step to step: average ← d · average + (1 − d) · value, beginning with
 * the values they have now. Given all of a model's weights it averages batch norm's moving statistics too, as
 * PyTorch's AveragedModel(multi_avg_fn=get_ema_multi_avg_fn(d), use_buffers=True).
 *
 * d is `decay`, but less at first, so that the untrained start is soon forgotten: min(decay, (1 + t) / (10 + t)) after t
 * updates, as TensorFlow's tf.train.ExponentialMovingAverage does with num_updates.
 * Source: Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging", in its exponential form.
 */
export class WeightAverage {
  private readonly averages: tf.Variable[];
  private updates = 0;

  /** @param decay per step, 0 … 1, say 0.999 */
  constructor(
    private readonly variables: readonly tf.Variable[],
    private readonly decay: number,
  ) {
    // A product, since a clone may be the same memory, and optimisers may write in place.
    this.averages = variables.map((variable) => tf.tidy(() => tf.variable(tf.mul(variable, 1), false)));
  }

  /** Takes the variables' present values into the average; call it after each step. Nothing is read back. */
  update(): void {
    const decay = Math.min(this.decay, (1 + this.updates) / (10 + this.updates));
    this.updates++;
    const move = tf.getBackend() === 'wasm' ? moveInPlace : moveComposed;
    tf.tidy(() => {
      this.averages.forEach((average, i) => {
        move(average, this.variables[i], decay);
      });
    });
  }

  /** The averages, in the order of the variables, each row-major: copies. */
  snapshot(): Promise<Float32Array[]> {
    return readVariables(this.averages);
  }

  /** What `restore` takes. No update may be made until it resolves. */
  async state(): Promise<AverageState> {
    return { updates: this.updates, values: await this.snapshot() };
  }

  /**
   * Goes on as the average that the state was read from would have.
   * @throws RangeError if the state is not of variables of these sizes
   */
  restore({ updates, values }: AverageState): void {
    writeVariables(this.averages, values);
    this.updates = updates;
  }

  dispose(): void {
    tf.dispose(this.averages);
  }
}

function moveInPlace(average: tf.Variable, value: tf.Variable, decay: number): void {
  accumulate(tf.backend() as unknown as BackendWasm, average, value, decay);
}

function moveComposed(average: tf.Variable, value: tf.Variable, decay: number): void {
  average.assign(tf.add(average, tf.mul(tf.sub(value, average), 1 - decay)));
}

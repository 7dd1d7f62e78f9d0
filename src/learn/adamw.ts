import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { readVariables, writeVariables } from './variables.ts';
import { type AdamWScalars, adamwStep } from './wasm/adamw.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

interface Moments {
  parameter: tf.Variable;
  first: tf.Variable;
  second: tf.Variable;
  decays: boolean;
}

/** What changes from step to step. */
type StepRates = Pick<AdamWScalars, 'learningRate' | 'correction1' | 'rootCorrection2'>;

/** All that AdamW remembers, as plain data. The moments are in the order of the parameters, each row-major. */
export interface AdamWState {
  /** Steps taken. */
  steps: number;
  /** Running means of the gradients. */
  first: Float32Array[];
  /** Running means of the gradients' squares. */
  second: Float32Array[];
}

/**
 * Adam with decoupled weight decay, as PyTorch's torch.optim.AdamW (β 0.9, 0.999; ε 1e-8).
 * Kernels decay; biases and batch-norm's gamma and beta, being vectors, don't.
 * Source: Loshchilov & Hutter 2019, "Decoupled weight decay regularization", algorithm 2.
 */
export class AdamW {
  private readonly moments: Moments[];
  private steps = 0;

  constructor(
    parameters: tf.Variable[],
    private readonly weightDecay: number,
  ) {
    this.moments = parameters.map((parameter) => ({
      parameter,
      first: tf.tidy(() => tf.variable(tf.zeros(parameter.shape), false)),
      second: tf.tidy(() => tf.variable(tf.zeros(parameter.shape), false)),
      decays: parameter.rank > 1,
    }));
  }

  /**
   * Takes one step: on the wasm backend by one fused kernel, in place, so that no clone of a parameter may outlive it;
   * elsewhere by tfjs's own operations.
   * @param gradients by variable name, as from tf.variableGrads; its tensors stay the caller's
   * @param gradientScale what every gradient is multiplied by first, as from `gradientScale`; stays the caller's
   */
  step(gradients: tf.NamedTensorMap, learningRate: number, gradientScale?: tf.Scalar): void {
    this.steps++;
    const rates = {
      learningRate,
      correction1: 1 / (1 - BETA_1 ** this.steps),
      rootCorrection2: 1 / Math.sqrt(1 - BETA_2 ** this.steps),
    };
    if (tf.getBackend() === 'wasm') {
      // In WebAssembly's memory the scale is at hand: reading it waits for nothing.
      this.stepInPlace(gradients, rates, gradientScale?.dataSync()[0] ?? 1);
    } else {
      tf.tidy(() => this.stepComposed(gradients, rates, gradientScale));
    }
  }

  private stepInPlace(gradients: tf.NamedTensorMap, rates: StepRates, gradientScale: number): void {
    const backend = tf.backend() as unknown as BackendWasm;
    const constants = { beta1: BETA_1, beta2: BETA_2, epsilon: EPSILON };
    for (const { parameter, first, second, decays } of this.moments) {
      const tensors = { parameter, gradient: gradients[parameter.name], first, second };
      const weightDecay = decays ? this.weightDecay : 0;
      adamwStep(backend, tensors, { ...constants, ...rates, weightDecay, gradientScale });
    }
  }

  private stepComposed(gradients: tf.NamedTensorMap, rates: StepRates, gradientScale?: tf.Scalar): void {
    const { learningRate, correction1, rootCorrection2 } = rates;
    for (const { parameter, first, second, decays } of this.moments) {
      const whole = gradients[parameter.name];
      const gradient = gradientScale ? tf.mul(whole, gradientScale) : whole;
      first.assign(tf.add(tf.mul(first, BETA_1), tf.mul(gradient, 1 - BETA_1)));
      second.assign(tf.add(tf.mul(second, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2)));
      const root = tf.add(tf.mul(tf.sqrt(second), rootCorrection2), EPSILON);
      const kept = decays ? tf.mul(parameter, 1 - learningRate * this.weightDecay) : parameter;
      parameter.assign(tf.sub(kept, tf.mul(tf.div(first, root), learningRate * correction1)));
    }
  }

  /** What `restore` takes: copies, exact to the bit. No step may be taken until it resolves. */
  async state(): Promise<AdamWState> {
    const [first, second] = await Promise.all([
      readVariables(this.moments.map((moments) => moments.first)),
      readVariables(this.moments.map((moments) => moments.second)),
    ]);
    return { steps: this.steps, first, second };
  }

  /**
   * Goes on as the optimiser that the state was read from would have. The parameters themselves are the caller's to restore.
   * @throws RangeError if the state is not of parameters of these sizes
   */
  restore({ steps, first, second }: AdamWState): void {
    writeVariables(
      this.moments.flatMap((moments) => [moments.first, moments.second]),
      this.moments.flatMap((_, i) => [first[i], second[i]]),
    );
    this.steps = steps;
  }

  dispose(): void {
    for (const { first, second } of this.moments) tf.dispose([first, second]);
  }
}

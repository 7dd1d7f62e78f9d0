import * as tf from '@tensorflow/tfjs';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

interface Moments {
  parameter: tf.Variable;
  first: tf.Variable;
  second: tf.Variable;
  decays: boolean;
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

  /** Takes one step. `gradients` is by variable name, as from tf.variableGrads; its tensors stay the caller's. */
  step(gradients: tf.NamedTensorMap, learningRate: number): void {
    this.steps++;
    const stepSize = learningRate / (1 - BETA_1 ** this.steps);
    const rootCorrection = 1 / Math.sqrt(1 - BETA_2 ** this.steps);
    tf.tidy(() => {
      for (const { parameter, first, second, decays } of this.moments) {
        const gradient = gradients[parameter.name];
        first.assign(tf.add(tf.mul(first, BETA_1), tf.mul(gradient, 1 - BETA_1)));
        second.assign(tf.add(tf.mul(second, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2)));
        const root = tf.add(tf.mul(tf.sqrt(second), rootCorrection), EPSILON);
        const kept = decays ? tf.mul(parameter, 1 - learningRate * this.weightDecay) : parameter;
        parameter.assign(tf.sub(kept, tf.mul(tf.div(first, root), stepSize)));
      }
    });
  }

  dispose(): void {
    for (const { first, second } of this.moments) tf.dispose([first, second]);
  }
}

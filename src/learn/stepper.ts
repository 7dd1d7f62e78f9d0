import * as tf from '@tensorflow/tfjs';
import { type WindowShape, windowRows } from '../core/dataset/batch.ts';
import type { Random } from '../core/dataset/random.ts';
import { AdamW } from './adamw.ts';
import { weightedCrossEntropy } from './loss.ts';
import type { TrainingBatch } from './trainingBatch.ts';
import { trainingPass } from './trainingPass.ts';

export interface StepOutcome {
  loss: number;
  /** [clips, classes], row-major. */
  logits: Float32Array;
}

/** Takes optimiser steps on one model. */
export class Stepper {
  private readonly parameters: tf.Variable[];
  private readonly optimiser: AdamW;
  private readonly classWeights: tf.Tensor1D;

  constructor(
    private readonly model: tf.LayersModel,
    private readonly shape: WindowShape,
    classWeights: Float32Array,
    weightDecay: number,
  ) {
    this.parameters = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    this.optimiser = new AdamW(this.parameters, weightDecay);
    this.classWeights = tf.tensor1d(classWeights);
  }

  /**
   * One step on one batch. A loss that is not a number changes no trainable weight.
   * @param random draws the dropout masks
   */
  async step(batch: TrainingBatch, learningRate: number, random: Random): Promise<StepOutcome> {
    const { frames, channels } = this.shape;
    const classes = this.classWeights.size;
    const count = batch.targets.length / classes;
    let logits: tf.Tensor2D | undefined;
    const { value, grads } = tf.tidy(() => {
      const x = tf.tensor4d(batch.windows, [count, frames, windowRows(this.shape), channels]);
      const targets = tf.tensor2d(batch.targets, [count, classes]);
      return tf.variableGrads(() => {
        logits = tf.keep(trainingPass(this.model, x, random));
        return weightedCrossEntropy(logits, targets, this.classWeights);
      }, this.parameters);
    });
    try {
      const loss = (await value.data())[0];
      const outcome = { loss, logits: (await logits!.data()) as Float32Array };
      if (Number.isFinite(loss)) this.optimiser.step(grads, learningRate);
      return outcome;
    } finally {
      tf.dispose([value, logits!, ...Object.values(grads)]);
    }
  }

  dispose(): void {
    this.optimiser.dispose();
    this.classWeights.dispose();
  }
}

import type * as tf from '@tensorflow/tfjs';
import { balancedClassWeights, type WindowShape, windowRows } from '../core/dataset/batch.ts';
import { Random } from '../core/dataset/random.ts';
import { makeWarps } from '../core/dataset/warp.ts';
import { buildModel } from './architectures/build.ts';
import type { Checkpoint, Generators } from './checkpoint.ts';
import { type BatchSource, makeBatches } from './deviceBatches.ts';
import { serialise, type TrainedModel } from './model.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';
import { Stepper, type StepTensors } from './stepper.ts';
import type { TrainingJob } from './training.ts';
import { type Sample, windowShape } from './trainingBatch.ts';
import { WeightAverage } from './weightAverage.ts';

/** What of a checkpoint the learner itself remembers; the epochs' figures are the run's. */
type LearnerState = Pick<Checkpoint, 'optimiser' | 'average' | 'generators'>;

/** The moving parts of a run: model, optimiser, averages, batches, and the generators that they draw from. */
export class Learner {
  readonly shape: WindowShape;
  readonly model: tf.LayersModel;
  private readonly batches: BatchSource;
  private readonly stepper: Stepper;
  private readonly average: WeightAverage | null;
  private readonly random: Generators<Random>;

  /** Everything as the job's seed has it. */
  constructor(private readonly job: TrainingJob) {
    const { recipe, labels, train: samples, scaler } = job;
    const { training } = recipe;
    // One generator per purpose: switching an augmentation on changes neither the start nor the order of clips.
    const random = new Random(training.seed);
    const weights = random.fork('weights');
    this.random = {
      shuffle: random.fork('shuffle'),
      batch: random.fork('batch'),
      dropout: random.fork('dropout'),
    };
    this.shape = windowShape(recipe);
    const warps =
      training.vtlp > 0 ? makeWarps(recipe.frontEnd, training.vtlp, job.rawScale ?? scaler) : null;
    this.batches = makeBatches(samples, scaler, this.shape, labels.length, training, warps);
    this.model = buildModel({
      architecture: recipe.architecture,
      frames: this.shape.frames,
      coefficients: windowRows(this.shape),
      channels: this.shape.channels,
      classes: labels.length,
      dropout: training.dropout,
      members: training.members,
      random: weights,
    });
    const classes = samples.map((sample) => sample.label);
    const classWeights = training.classWeights
      ? balancedClassWeights(classes, labels.length)
      : new Float32Array(labels.length).fill(1);
    this.stepper = new Stepper(this.model, this.shape, classWeights, training);
    this.average =
      training.ema > 0 ? new WeightAverage(this.model.getWeights() as tf.Variable[], training.ema) : null;
  }

  /** The training clips in the order in which the next epoch takes them. */
  shuffled(): Sample[] {
    return this.random.shuffle.shuffle([...this.job.train]);
  }

  /** One step, nothing of which is read back. The caller disposes what it returns. */
  step(samples: readonly Sample[], learningRate: number): StepTensors {
    const batch = this.batches.next(samples, this.random.batch);
    const outcome = this.stepper.advance(batch, learningRate, this.random.dropout);
    batch.windows.dispose();
    batch.targets.dispose();
    this.average?.update();
    return outcome;
  }

  /** The weights as the optimiser left them. */
  weights(): Promise<Snapshot> {
    return takeSnapshot(this.model);
  }

  /** The weights to validate and keep: the average, where the recipe asks for one. @param weights as from `weights` */
  async keptWeights(weights: Snapshot): Promise<Snapshot> {
    return this.average ? this.average.snapshot() : weights;
  }

  /** Writes weights into the model. */
  use(weights: Snapshot): void {
    restoreSnapshot(this.model, weights);
  }

  async state(): Promise<LearnerState> {
    const { shuffle, batch, dropout } = this.random;
    return {
      optimiser: await this.stepper.optimiser.state(),
      average: this.average ? await this.average.state() : null,
      generators: { shuffle: shuffle.state, batch: batch.state, dropout: dropout.state },
    };
  }

  /** Goes on as the learner that the state and the weights were read from would have. */
  restore({ optimiser, average, generators }: LearnerState, weights: Snapshot): void {
    this.use(weights);
    this.stepper.optimiser.restore(optimiser);
    if (average) this.average?.restore(average);
    this.random.shuffle.state = generators.shuffle;
    this.random.batch.state = generators.batch;
    this.random.dropout.state = generators.dropout;
  }

  /** The model with these weights, as plain data. */
  async pack(weights: Snapshot): Promise<TrainedModel> {
    const { recipe, labels, scaler } = this.job;
    this.use(weights);
    return {
      artifacts: await serialise(this.model),
      recipe,
      labels,
      scaler,
      temperature: 1,
      voice: null,
      aligns: false,
    };
  }

  dispose(): void {
    this.batches.dispose();
    this.average?.dispose();
    this.stepper.dispose();
    this.model.dispose();
  }
}

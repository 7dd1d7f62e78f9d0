import type * as tf from '@tensorflow/tfjs';
import { balancedClassWeights, type WindowShape, windowRows } from '../core/dataset/batch.ts';
import { Random } from '../core/dataset/random.ts';
import { oneCycleRate } from '../core/dataset/schedule.ts';
import { evaluate } from '../core/metrics/report.ts';
import { buildModel } from './architectures/build.ts';
import { BestKeeper } from './bestKeeper.ts';
import { nextTask, TrainingControl } from './control.ts';
import { TrainingDivergedError, UntrainableJobError } from './errors.ts';
import { serialise, type TrainedModel } from './model.ts';
import { predictClips } from './predict.ts';
import { largestIndex, negativeLogLikelihood } from './scores.ts';
import { allFinite, restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';
import { Stepper } from './stepper.ts';
import type { EpochReport, TrainingHooks, TrainingJob, TrainingResult } from './training.ts';
import { type Sample, trainingBatch, windowShape } from './trainingBatch.ts';

/** Least time between two onStep calls. */
const STEP_REPORT_INTERVAL_MS = 200;

/**
 * Trains a model on the current backend. Same job, same backend: same curve, bit for bit on wasm and cpu.
 * @throws UntrainableJobError if there are no training clips or fewer than two labels
 * @throws TrainingDivergedError if the loss stops being a number before the first epoch ends
 */
export async function train(
  job: TrainingJob,
  hooks: TrainingHooks = {},
  control = new TrainingControl(),
): Promise<TrainingResult> {
  check(job);
  const run = new Run(job, hooks, control);
  try {
    return await run.complete();
  } finally {
    run.dispose();
  }
}

function check(job: TrainingJob): void {
  if (job.train.length === 0) {
    throw new UntrainableJobError('There are no clips to train on.', 'Add clips or change the split.');
  }
  if (job.labels.length < 2) {
    throw new UntrainableJobError(
      'There are fewer than two emotions to tell apart.',
      'Add clips of another emotion.',
    );
  }
}

/** One run of `train`: its model, its optimiser and its generators. */
class Run {
  private readonly shape: WindowShape;
  private readonly model: tf.LayersModel;
  private readonly stepper: Stepper;
  private readonly random: { shuffle: Random; batch: Random; dropout: Random };
  private readonly epochs: EpochReport[] = [];
  private readonly keeper = new BestKeeper();
  private readonly startMs = performance.now();
  private pausedMs = 0;
  private stepsDone = 0;
  private lastStepReportMs = -Infinity;

  constructor(
    private readonly job: TrainingJob,
    private readonly hooks: TrainingHooks,
    private readonly control: TrainingControl,
  ) {
    const { recipe, labels } = job;
    const { seed, dropout, weightDecay } = recipe.training;
    // One generator per purpose: switching an augmentation on changes neither the start nor the order of clips.
    const random = new Random(seed);
    const weights = random.fork('weights');
    this.random = {
      shuffle: random.fork('shuffle'),
      batch: random.fork('batch'),
      dropout: random.fork('dropout'),
    };
    this.shape = windowShape(recipe);
    this.model = buildModel({
      architecture: recipe.architecture,
      frames: this.shape.frames,
      coefficients: windowRows(this.shape),
      channels: this.shape.channels,
      classes: labels.length,
      dropout,
      random: weights,
    });
    const trainLabels = job.train.map((sample) => sample.label);
    this.stepper = new Stepper(
      this.model,
      this.shape,
      balancedClassWeights(trainLabels, labels.length),
      weightDecay,
    );
  }

  async complete(): Promise<TrainingResult> {
    let status: TrainingResult['status'] = 'finished';
    let last: Snapshot | null = null;
    for (let epoch = 1; epoch <= this.job.recipe.training.epochs; epoch++) {
      const outcome = await this.runEpoch(epoch);
      if (outcome === 'stopped' || outcome === 'diverged') {
        status = outcome;
        break;
      }
      const weights = await takeSnapshot(this.model);
      // ReLU turns NaN into 0 on some backends, so that a broken net may show a finite loss.
      if (!allFinite(weights)) {
        status = 'diverged';
        break;
      }
      last = weights;
      this.epochs.push(outcome);
      this.keeper.offer(outcome, last);
      this.hooks.onEpoch?.(outcome);
    }
    if (status === 'diverged' && !last) throw new TrainingDivergedError(1);
    last ??= await takeSnapshot(this.model);
    const best = this.keeper.best ?? last;
    return {
      status,
      best: await this.pack(best),
      last: await this.pack(last),
      bestEpoch: this.keeper.epoch,
      epochs: this.epochs,
    };
  }

  private async runEpoch(epoch: number): Promise<EpochReport | 'stopped' | 'diverged'> {
    const { batchSize, epochs, learningRate: peak } = this.job.recipe.training;
    const clips = this.random.shuffle.shuffle([...this.job.train]);
    const stepsPerEpoch = Math.ceil(clips.length / batchSize);
    const tally = { loss: 0, truth: [] as number[], predicted: [] as number[], ms: 0 };
    let learningRate = 0;
    for (let first = 0; first < clips.length; first += batchSize) {
      await nextTask();
      this.pausedMs += await this.control.whilePaused();
      if (this.control.stopped) return 'stopped';
      const startMs = performance.now();
      const samples = clips.slice(first, first + batchSize);
      learningRate = oneCycleRate(this.stepsDone, epochs * stepsPerEpoch, peak);
      const loss = await this.runStep(samples, learningRate, tally);
      if (!Number.isFinite(loss)) return 'diverged';
      tally.loss += loss * samples.length;
      tally.ms += performance.now() - startMs;
      this.stepsDone++;
      this.reportStep(this.stepsDone / (epochs * stepsPerEpoch), performance.now() - startMs);
    }
    const scores = evaluate(tally.truth, tally.predicted, this.job.labels);
    return {
      epoch,
      trainLoss: tally.loss / clips.length,
      trainAccuracy: scores.accuracy,
      trainUar: scores.uar,
      ...(await this.validate()),
      clipsPerSecond: (1000 * clips.length) / tally.ms,
      elapsedS: (performance.now() - this.startMs - this.pausedMs) / 1000,
      learningRate,
    };
  }

  private async runStep(
    samples: Sample[],
    learningRate: number,
    tally: { truth: number[]; predicted: number[] },
  ): Promise<number> {
    const { recipe, labels, scaler } = this.job;
    const classes = labels.length;
    const batch = trainingBatch(samples, scaler, this.shape, classes, recipe.training, this.random.batch);
    const { loss, logits } = await this.stepper.step(batch, learningRate, this.random.dropout);
    samples.forEach((sample, i) => {
      tally.truth.push(sample.label);
      tally.predicted.push(largestIndex(logits, i * classes, classes));
    });
    return loss;
  }

  private async validate(): Promise<
    Pick<EpochReport, 'validationLoss' | 'validationAccuracy' | 'validationUar'>
  > {
    const { validation, labels, scaler } = this.job;
    if (validation.length === 0) {
      return { validationLoss: null, validationAccuracy: null, validationUar: null };
    }
    const truth = validation.map((sample) => sample.label);
    const clips = validation.map((sample) => sample.features);
    const probabilities = await predictClips(this.model, clips, scaler, this.shape);
    const predicted = probabilities.map((row) => largestIndex(row));
    const scores = evaluate(truth, predicted, labels);
    return {
      validationLoss: negativeLogLikelihood(truth, probabilities),
      validationAccuracy: scores.accuracy,
      validationUar: scores.uar,
    };
  }

  private reportStep(progress: number, stepMs: number): void {
    const now = performance.now();
    if (now - this.lastStepReportMs < STEP_REPORT_INTERVAL_MS && progress < 1) return;
    this.lastStepReportMs = now;
    this.hooks.onStep?.({ progress, stepMs });
  }

  private async pack(snapshot: Snapshot): Promise<TrainedModel> {
    const { recipe, labels, scaler } = this.job;
    restoreSnapshot(this.model, snapshot);
    return { artifacts: await serialise(this.model), recipe, labels, scaler };
  }

  dispose(): void {
    this.stepper.dispose();
    this.model.dispose();
  }
}

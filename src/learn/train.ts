import { learningRateAt } from '../core/dataset/schedule.ts';
import { alignBySpeaker } from '../core/metrics/alignment.ts';
import { likeliest } from '../core/metrics/likeliest.ts';
import { negativeLogLikelihood } from '../core/metrics/likelihood.ts';
import { evaluate } from '../core/metrics/report.ts';
import { BackendGuard } from './backendGuard.ts';
import { BestKeeper } from './bestKeeper.ts';
import type { Checkpoint } from './checkpoint.ts';
import { nextTask, TrainingControl } from './control.ts';
import { EarlyStopping } from './earlyStopping.ts';
import { EpochTally } from './epochTally.ts';
import { TrainingDivergedError, UntrainableJobError } from './errors.ts';
import { Learner } from './learner.ts';
import { predictClips } from './predict.ts';
import { allFinite, type Snapshot } from './snapshot.ts';
import type { EpochReport, TrainingHooks, TrainingJob, TrainingResult } from './training.ts';

/** Least time between two onStep calls. */
const STEP_REPORT_INTERVAL_MS = 200;

/** A loss this many times that of guessing is one that runs away: no honest network is that wrong for an epoch. */
const RUNAWAY_FACTOR = 10;

export interface TrainOptions {
  hooks?: TrainingHooks;
  control?: TrainingControl;
  /** Goes on from there. The job must be the one that made it. */
  resume?: Checkpoint | null;
}

/**
 * Trains a model on the current backend. Same job, same backend: same curve, bit for bit on wasm and cpu, whether in one
 * go or resumed from any of its checkpoints.
 * @throws UntrainableJobError if there are no training clips or fewer than two labels
 * @throws TrainingDivergedError if the loss runs away before the first epoch ends
 * @throws BackendLostError, OutOfMemoryError: resume from the last checkpoint, elsewhere or with a smaller batch
 */
export async function train(job: TrainingJob, options: TrainOptions = {}): Promise<TrainingResult> {
  check(job);
  const guard = new BackendGuard();
  let run: Run | null = null;
  try {
    run = new Run(job, guard, options);
    return await run.complete();
  } catch (error) {
    throw guard.explain(error, job.recipe.training.batchSize);
  } finally {
    guard.dispose();
    run?.dispose();
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

/** One run of `train`: its epochs, what is best among them, and when to end. */
class Run {
  private readonly learner: Learner;
  private readonly hooks: TrainingHooks;
  private readonly control: TrainingControl;
  private readonly epochs: EpochReport[] = [];
  private readonly keeper: BestKeeper;
  private readonly stopping: EarlyStopping;
  private readonly stepsPerEpoch: number;
  private startMs = performance.now();
  private pausedMs = 0;
  private lastStepReportMs = -Infinity;
  /** Of the last whole epoch, as the optimiser left them. */
  private last: Snapshot | null = null;

  constructor(
    private readonly job: TrainingJob,
    private readonly guard: BackendGuard,
    { hooks = {}, control = new TrainingControl(), resume = null }: TrainOptions,
  ) {
    this.hooks = hooks;
    this.control = control;
    const { training } = job.recipe;
    this.learner = new Learner(job);
    this.keeper = new BestKeeper(training.keep);
    this.stopping = new EarlyStopping(training.patience);
    this.stepsPerEpoch = Math.ceil(job.train.length / training.batchSize);
    if (resume) this.restore(resume);
  }

  private restore({ weights, best, epochs, ...state }: Checkpoint): void {
    this.learner.restore(state, weights);
    for (const report of epochs) {
      this.epochs.push(report);
      this.stopping.offer(report);
      // Only the best epoch's weights are there, and only they can win.
      if (report.epoch === best.epoch) this.keeper.offer(report, best.weights);
    }
    this.last = weights;
    this.startMs -= 1000 * (epochs.at(-1)?.elapsedS ?? 0);
  }

  async complete(): Promise<TrainingResult> {
    const status = await this.runEpochs();
    if (status === 'diverged' && !this.last) throw new TrainingDivergedError(1);
    const last = this.last ?? (await this.guard.wait(this.learner.weights()));
    const best = this.keeper.best ?? { epoch: 0, weights: last };
    return {
      status,
      best: await this.guard.wait(this.learner.pack(best.weights)),
      last,
      bestEpoch: best.epoch,
      epochs: this.epochs,
    };
  }

  private async runEpochs(): Promise<TrainingResult['status']> {
    const { epochs } = this.job.recipe.training;
    for (let epoch = this.epochs.length + 1; epoch <= epochs; epoch++) {
      if (this.stopping.shouldStop) return 'stopped-early';
      const outcome = await this.runEpoch(epoch);
      if (outcome === 'stopped' || outcome === 'diverged') return outcome;
      this.hooks.onEpoch?.(outcome, await this.checkpoint());
    }
    return 'finished';
  }

  private async runEpoch(epoch: number): Promise<EpochReport | 'stopped' | 'diverged'> {
    const tally = new EpochTally(this.job.labels, this.guard);
    const startMs = performance.now();
    const pausedBefore = this.pausedMs;
    try {
      const ended = await this.takeSteps(epoch, tally);
      if (ended) return ended;
      await tally.settle();
    } finally {
      await tally.abandon();
    }
    const seconds = (performance.now() - startMs - (this.pausedMs - pausedBefore)) / 1000;
    const weights = await this.guard.wait(this.learner.weights());
    const figures = tally.figures();
    const guessing = Math.log(this.job.labels.length);
    // ReLU turns NaN into 0 on some backends, so that a broken net may show a finite loss.
    if (tally.diverged || figures.trainLoss > RUNAWAY_FACTOR * guessing || !allFinite(weights))
      return 'diverged';

    const kept = await this.guard.wait(this.learner.keptWeights(weights));
    const report: EpochReport = {
      epoch,
      ...figures,
      ...(await this.validate(kept)),
      clipsPerSecond: this.job.train.length / seconds,
      elapsedS: (performance.now() - this.startMs - this.pausedMs) / 1000,
      learningRate: this.learningRate(epoch * this.stepsPerEpoch - 1),
    };
    if (kept !== weights) this.learner.use(weights);
    this.last = weights;
    this.epochs.push(report);
    this.keeper.offer(report, kept);
    this.stopping.offer(report);
    return report;
  }

  /** @returns why the epoch ended early, or null */
  private async takeSteps(epoch: number, tally: EpochTally): Promise<'stopped' | 'diverged' | null> {
    const { batchSize } = this.job.recipe.training;
    const clips = this.learner.shuffled();
    for (let i = 0; i < this.stepsPerEpoch; i++) {
      await nextTask();
      this.pausedMs += await this.control.whilePaused();
      if (this.control.stopped) return 'stopped';
      this.guard.check();
      const startMs = performance.now();
      const samples = clips.slice(i * batchSize, (i + 1) * batchSize);
      const step = (epoch - 1) * this.stepsPerEpoch + i;
      await tally.add(samples, this.learner.step(samples, this.learningRate(step)));
      if (tally.diverged) return 'diverged';
      this.reportStep(step + 1, performance.now() - startMs);
    }
    return null;
  }

  private learningRate(step: number): number {
    const { training } = this.job.recipe;
    return learningRateAt(step, training.epochs * this.stepsPerEpoch, training);
  }

  private async checkpoint(): Promise<Checkpoint> {
    return {
      epochs: [...this.epochs],
      weights: this.last!,
      best: this.keeper.best!,
      ...(await this.guard.wait(this.learner.state())),
    };
  }

  private async validate(
    weights: Snapshot,
  ): Promise<Pick<EpochReport, 'validationLoss' | 'validationAccuracy' | 'validationUar'>> {
    const { validation, validationSpeakers, labels, scaler } = this.job;
    if (validation.length === 0) {
      return { validationLoss: null, validationAccuracy: null, validationUar: null };
    }
    // Also where these are the very weights: on wasm the optimiser changes them in place, and the stock kernels that
    // predict remember what they made of a tensor when they first saw it.
    this.learner.use(weights);
    const truth = validation.map((sample) => sample.label);
    const clips = validation.map((sample) => sample.features);
    const { model, shape } = this.learner;
    const rows = await this.guard.wait(predictClips(model, clips, scaler, shape));
    const probabilities = validationSpeakers ? alignBySpeaker(rows, validationSpeakers) : rows;
    const predicted = probabilities.map((row) => likeliest(row));
    const scores = evaluate(truth, predicted, labels);
    return {
      validationLoss: negativeLogLikelihood(truth, probabilities),
      validationAccuracy: scores.accuracy,
      validationUar: scores.uar,
    };
  }

  private reportStep(stepsDone: number, stepMs: number): void {
    const progress = stepsDone / (this.job.recipe.training.epochs * this.stepsPerEpoch);
    const now = performance.now();
    if (now - this.lastStepReportMs < STEP_REPORT_INTERVAL_MS && progress < 1) return;
    this.lastStepReportMs = now;
    this.hooks.onStep?.({ progress, stepMs });
  }

  dispose(): void {
    this.learner.dispose();
  }
}

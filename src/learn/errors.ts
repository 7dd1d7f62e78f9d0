import { IntoneError } from '../core/errors.ts';

/** The loss stopped being a number. */
export class TrainingDivergedError extends IntoneError {
  constructor(epoch: number) {
    super(
      'TrainingDivergedError',
      `Training diverged in epoch ${epoch}: the loss is no longer a number.`,
      'Lower the learning rate and train again.',
    );
  }
}

/** The training job cannot be run as given. */
export class UntrainableJobError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('UntrainableJobError', message, remedy);
  }
}

/** No backend can compute here. */
export class NoBackendError extends IntoneError {
  constructor(message: string, remedy = 'Use a current version of Chrome, Edge, Firefox or Safari.') {
    super('NoBackendError', message, remedy);
  }
}

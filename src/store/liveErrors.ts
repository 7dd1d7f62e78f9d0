/** Why a recording is of no use. */
import { IntoneError } from '../core/errors.ts';

export class ShortReadingError extends IntoneError {
  constructor(durationS: number) {
    super(
      'ShortReadingError',
      `${durationS.toFixed(1)} seconds are too short to know a voice by.`,
      'Read the whole sentence, then press Done.',
    );
  }
}

export class OtherModelError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('OtherModelError', `Another model came into use ${message}`, remedy);
  }
}

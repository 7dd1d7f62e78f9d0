/**
 * A failure a user can do something about. `message` says what happened and to which file;
 * `remedy` says what to do next. Each failure is a subclass with a name of its own.
 */
export class IntoneError extends Error {
  constructor(
    name: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = name;
  }
}

/** The bytes are not a format the reader knows, or are damaged. */
export class UnreadableAudioError extends IntoneError {
  constructor(message: string, remedy = 'Convert it to 16-bit PCM WAV and drop it again.') {
    super('UnreadableAudioError', message, remedy);
  }
}

/** Nothing to hear: every sample is zero or not a number, or there are none. */
export class SilentClipError extends IntoneError {
  constructor(message: string, remedy = 'Record or export the clip again.') {
    super('SilentClipError', message, remedy);
  }
}

/** A zip or folder could not be used as a whole. */
export class UnreadableSourceError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('UnreadableSourceError', message, remedy);
  }
}

/** The dataset cannot be trained on as asked. */
export class UnsplittableError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('UnsplittableError', message, remedy);
  }
}

/** What runs fail of. */
import { IntoneError } from '../core/errors.ts';

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof IntoneError && error.name === 'OutOfMemoryError';
}

/** The one to tell of several: for want of memory something can be done. Undefined where there is none. */
export function mainFailure(failures: readonly unknown[]): unknown {
  return failures.find(isOutOfMemory) ?? failures[0];
}

import { IntoneError } from '../core/errors.ts';
import type { PackSpan } from './pack.ts';

/** The browser gives this page no more room. Nothing that was kept before is harmed. */
export class StorageFullError extends IntoneError {
  constructor(
    message: string,
    remedy = 'All goes on in memory until the tab closes. To keep more, free disk space, remove all clips and drop them again.',
  ) {
    super('StorageFullError', message, remedy);
  }
}

/** The browser has no storage for this page, refuses it, or has taken it away. */
export class StorageUnavailableError extends IntoneError {
  constructor(
    message: string,
    remedy = 'Go on in memory: all works, but nothing outlasts this tab. A normal window of a current browser keeps it.',
  ) {
    super('StorageUnavailableError', message, remedy);
  }
}

/** What the index promises is not in the pack: deleted, or never written because the browser crashed. */
export class KeptDataLostError extends IntoneError {
  constructor(
    message: string,
    /** All that was asked for and cannot be read. */
    readonly spans: readonly PackSpan[],
  ) {
    super('KeptDataLostError', message, 'Drop the zip or folder these clips came from again.');
  }
}

/** Files that were to be deleted are being written. */
export class StorageBusyError extends IntoneError {
  constructor(message: string) {
    super('StorageBusyError', message, 'Cancel the reading under way, then delete again.');
  }
}

/**
 * Names a failure of OPFS or IndexedDB.
 * @param what what could not be done, as the start of a sentence: 'The features could not be kept'
 * @param noRoom what to do where there is no room, if not what StorageFullError says
 */
export function asStorageError(error: unknown, what: string, noRoom?: string): IntoneError {
  if (error instanceof IntoneError) return error;
  if (isNamed(error, 'QuotaExceededError'))
    return new StorageFullError(`${what}: the browser gives this page no more room.`, noRoom);
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new StorageUnavailableError(`${what}: ${reason}`);
}

/** Does storage work; what goes wrong in it is named as asStorageError does. */
export async function named<T>(what: string, work: () => Promise<T>, noRoom?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error, what, noRoom);
  }
}

/** DOMExceptions are told apart by name: QuotaExceededError has become a class of its own in newer browsers. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

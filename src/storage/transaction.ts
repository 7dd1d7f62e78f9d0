import { unwrap } from 'idb';
import { ALL_STORES, type KeepDatabase, type KeepStore, type KeepTransaction } from './database.ts';
import { isNamed } from './errors.ts';

export type Work<T> = (transaction: KeepTransaction) => T | Promise<T>;

/**
 * Runs one transaction over all tables: all that `work` does comes about, or nothing.
 * @throws the reason why it failed: that of the browser at commit, of the first request that failed, or of `work`
 */
export async function inTransaction<T>(database: KeepDatabase, work: Work<T>): Promise<T> {
  const transaction = database.transaction(ALL_STORES, 'readwrite');
  const raw = unwrap(transaction);
  let failed: unknown = null;
  raw.addEventListener('error', ({ target }) => {
    const { error } = target as IDBRequest;
    if (!isNamed(error, 'AbortError')) failed ??= error;
  });
  // Watched from the start, lest it fail while `work` is still at it and nobody has asked.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    abort(raw);
    // Once a transaction is aborted, each of its requests says no more than that.
    throw raw.error ?? failed ?? error;
  }
}

/** A table without idb's promise for each request: whether they all succeed, the transaction tells. */
export function rawStore(transaction: KeepTransaction, name: KeepStore): IDBObjectStore {
  return unwrap(transaction.objectStore(name));
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already: aborted by what went wrong.
  }
}

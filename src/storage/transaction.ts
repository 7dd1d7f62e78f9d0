import { unwrap } from 'idb';
import type { IndexStore, KeepDatabase, KeepTransaction, RunStore } from './database.ts';
import { isNamed } from './errors.ts';

type Store = IndexStore | RunStore;

export type Work<T, S extends Store> = (transaction: KeepTransaction<S>) => T | Promise<T>;

/**
 * Runs one transaction over these tables: all that `work` does comes about, or nothing. `work` begins at once.
 * @throws the reason why it failed: that of the browser at commit, of the first request that failed, or of `work`
 */
export async function inTransaction<T, S extends Store>(
  database: KeepDatabase,
  stores: S[],
  work: Work<T, S>,
  options?: IDBTransactionOptions,
): Promise<T> {
  const transaction = database.transaction(stores, 'readwrite', options);
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
export function rawStore<S extends Store>(transaction: KeepTransaction<S>, name: S): IDBObjectStore {
  return unwrap(transaction.objectStore(name));
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already: aborted by what went wrong.
  }
}

/** What Keep asks of the index's tables within one transaction. */
import type { KeepStore, KeepTransaction } from './database.ts';

export const ALL_STORES: KeepStore[] = ['clips', 'features', 'sound', 'facts'];
export const STORES_WITH_PLACES = ['features', 'sound'] as const;

/** Greater than every string and number in a compound key, so that [x, AFTER_ALL] ends the keys that start with x. */
export const AFTER_ALL: IDBValidKey = [];

/** All compound keys that start with this. */
export function startingWith(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, AFTER_ALL]);
}

/** Every front end that has features, found by leaping from one to the next. */
export async function frontEndsIn(transaction: KeepTransaction): Promise<string[]> {
  const found: string[] = [];
  let cursor = await transaction.objectStore('features').openKeyCursor();
  while (cursor) {
    const [frontEndKey] = cursor.key;
    found.push(frontEndKey);
    cursor = await transaction
      .objectStore('features')
      .openKeyCursor(IDBKeyRange.lowerBound([frontEndKey, AFTER_ALL]));
  }
  return found;
}

/** Every pack that a row refers to, with the end of its last span in bytes. */
export async function packsIn(
  transaction: KeepTransaction<'readonly'> | KeepTransaction,
): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const store of STORES_WITH_PLACES) {
    const index = transaction.objectStore(store).index('byPlace');
    let before: IDBKeyRange | null = null;
    for (;;) {
      const cursor = await index.openCursor(before, 'prev');
      if (!cursor) break;
      const { pack, offset, bytes } = cursor.value.place.span;
      ends.set(pack, Math.max(ends.get(pack) ?? 0, offset + bytes));
      before = IDBKeyRange.upperBound([pack], true);
    }
  }
  return ends;
}

/** Deletes the rows whose span does not lie within the first `length` bytes of its pack. @returns how many */
export async function dropRowsBeyond(
  transaction: KeepTransaction,
  pack: string,
  length: number,
): Promise<number> {
  let dropped = 0;
  for (const store of STORES_WITH_PLACES) {
    const index = transaction.objectStore(store).index('byPlace');
    // Spans do not overlap: once one fits, all before it do.
    let cursor = await index.openCursor(startingWith(pack), 'prev');
    while (cursor) {
      const { offset, bytes } = cursor.value.place.span;
      if (offset + bytes <= length) break;
      await cursor.delete();
      dropped++;
      cursor = await cursor.continue();
    }
  }
  return dropped;
}

/** Deletes the rows that refer to this very span's start. */
export async function dropRowsAt(transaction: KeepTransaction, pack: string, offset: number): Promise<void> {
  for (const name of STORES_WITH_PLACES) {
    const store = transaction.objectStore(name);
    const keys = await store.index('byPlace').getAllKeys(IDBKeyRange.only([pack, offset]));
    for (const key of keys) await store.delete(IDBKeyRange.only(key));
  }
}

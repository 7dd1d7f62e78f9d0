/** The tables of places, a row for each portion: so few that they are read whole, and rewritten where places go. */
import type { IndexStore, KeepTransaction, Portion } from './database.ts';
import type { PackSpan } from './pack.ts';
import { rawStore } from './transaction.ts';

/** Each clip's place by the last of these portions that has one. They must come in the order of their numbers. */
export function latestPlaces<P>(portions: readonly Portion<P>[]): Map<string, P> {
  return new Map(
    portions.flatMap(({ places }) => places.map(({ clipId, place }) => [clipId, place] as const)),
  );
}

/** Whether a place stays; sound is by no front end. */
export type Stays = (place: { clipId: string; frontEndKey: string | undefined; span: PackSpan }) => boolean;

export interface Pruned {
  /** Packs that were referred to, and those that still are. */
  packsBefore: Set<string>;
  packsAfter: Set<string>;
  /** How many places went; those that a later portion had replaced do not count. */
  dropped: number;
}

/** Drops all places but those that stay, and all that a later portion has replaced. */
export async function prune(transaction: KeepTransaction<IndexStore>, stays: Stays): Promise<Pruned> {
  const pruned: Pruned = { packsBefore: new Set(), packsAfter: new Set(), dropped: 0 };
  for (const store of ['features', 'sound'] as const) {
    const portions: Portion<{ span: PackSpan }>[] = await transaction.objectStore(store).getAll();
    const rows = rawStore(transaction, store);
    for (const alike of byFrontEnd(portions)) {
      const latest = latestPlaces(alike);
      pruned.dropped += latest.size;
      for (const portion of alike) {
        const { frontEndKey, places } = portion;
        const left = places.filter(
          ({ clipId, place }) =>
            latest.get(clipId) === place && stays({ clipId, frontEndKey, span: place.span }),
        );
        pruned.dropped -= left.length;
        for (const { place } of places) pruned.packsBefore.add(place.span.pack);
        for (const { place } of left) pruned.packsAfter.add(place.span.pack);
        if (left.length === 0) rows.delete(portion.portion);
        else if (left.length < places.length) rows.put({ ...portion, places: left });
      }
    }
  }
  return pruned;
}

/** Of each front end what is its; sound has none and stays together. */
export function byFrontEnd<T extends { frontEndKey?: string }>(all: readonly T[]): T[][] {
  const frontEnds = new Set(all.map(({ frontEndKey }) => frontEndKey));
  return [...frontEnds].map((key) => all.filter(({ frontEndKey }) => frontEndKey === key));
}

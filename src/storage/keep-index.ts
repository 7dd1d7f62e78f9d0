/** The index of clips, of their features and of their sound, with the packs it refers to. */
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import {
  type ClipRow,
  type Facts,
  type FeaturePlace,
  type FeatureRow,
  INDEX_STORES,
  type IndexStore,
  type KeepDatabase,
  type SoundPlace,
  type SoundRow,
} from './database.ts';
import { named } from './errors.ts';
import { deleteAllPacks, deletePack, FEATURES_FOLDER, listPacks, SOUND_FOLDER } from './opfs.ts';
import type { PackSpan } from './pack.ts';
import { byFrontEnd, latestPlaces, prune, type Stays } from './portions.ts';
import { RunKeep } from './run-keep.ts';
import { inTransaction, rawStore, type Work } from './transaction.ts';
import { upgradeClip } from './upgrade-clip.ts';

/** What a reading adds at once. The spans must have been flushed. */
export interface KeepBatch {
  clips: ClipRow[];
  features: FeatureRow[];
  sound: SoundRow[];
}

export interface KeepUsage {
  /** Bytes of all packs, on disk; feature and sound packs are those in their folders. */
  keptBytes: number;
  featureBytes: number;
  soundBytes: number;
  /** Of the runs' parts, roughly. */
  runBytes: number;
  /** What the browser counts for this origin, roughly, and what it would give; null where it does not say. */
  browserUsage: number | null;
  quota: number | null;
}

/**
 * Every method may throw StorageUnavailableError, where the browser fails or has closed the database because another
 * tab opened a later version of it; methods that write may throw StorageFullError, and then have changed nothing.
 */
export class Keep {
  /** Each clip's sound, from when it is first asked for until something changes. */
  private sounds: Map<string, SoundPlace> | null = null;

  readonly runs: RunKeep;

  constructor(
    private readonly database: KeepDatabase,
    private readonly release: () => void,
  ) {
    this.runs = new RunKeep(database);
  }

  /** All clips, by order, then by path. */
  clips(): Promise<Clip[]> {
    return named('The clips kept could not be read', async () => {
      const rows = await this.database.getAll('clips');
      rows.sort((a, b) => a.order - b.order || (a.clip.path < b.clip.path ? -1 : 1));
      return rows.map(({ clip }) => upgradeClip(clip));
    });
  }

  /** Where each clip's features by this front end lie, by clip. */
  featurePlaces(frontEndKey: string): Promise<Map<string, FeaturePlace>> {
    return named('The list of features could not be read', async () => {
      return latestPlaces(await this.database.getAllFromIndex('features', 'byFrontEnd', frontEndKey));
    });
  }

  /** @returns null where the clip's sound is not kept */
  soundPlace(clipId: string): Promise<SoundPlace | null> {
    return named('The list of sounds could not be read', async () => {
      this.sounds ??= latestPlaces(await this.database.getAll('sound'));
      return this.sounds.get(clipId) ?? null;
    });
  }

  /** Adds all or, where it throws, nothing. What was there under the same ids is replaced. */
  add({ clips, features, sound }: KeepBatch): Promise<void> {
    return this.change('The clips read could not be kept', (transaction) => {
      for (const row of clips) rawStore(transaction, 'clips').put(row);
      for (const rows of byFrontEnd(features))
        rawStore(transaction, 'features').put({
          frontEndKey: rows[0].frontEndKey,
          places: placesOf(rows),
        });
      if (sound.length > 0) rawStore(transaction, 'sound').put({ places: placesOf(sound) });
    });
  }

  /** Other labels or paths for clips that are kept; their places in the dataset stay. */
  changeClips(clips: readonly Clip[]): Promise<void> {
    return this.change('The changed labels could not be kept', async (transaction) => {
      const store = transaction.objectStore('clips');
      for (const clip of clips) {
        const row = await store.get(clip.id);
        if (row) await store.put({ ...row, clip });
      }
    });
  }

  /** Forgets clips with their features and sound. Packs that hold nothing else are deleted. */
  removeClips(ids: readonly string[]): Promise<void> {
    return this.drop('The clips could not be removed', (transaction) => {
      for (const id of ids) rawStore(transaction, 'clips').delete(id);
      const gone = new Set(ids);
      return ({ clipId }) => !gone.has(clipId);
    });
  }

  /** What was left out of the dataset, and why. */
  async leftOut(): Promise<LeftOut[]> {
    return (await this.fact('leftOut')) ?? [];
  }

  fact<Name extends keyof Facts>(name: Name): Promise<Facts[Name] | undefined> {
    return named('What was kept could not be read', async () => {
      return (await this.database.get('facts', name)) as Facts[Name] | undefined;
    });
  }

  setFact<Name extends keyof Facts>(name: Name, value: Facts[Name]): Promise<void> {
    return this.change('The settings could not be kept', async (transaction) => {
      await transaction.objectStore('facts').put(value, name);
    });
  }

  /** Notes that this front end is the one in use. */
  touchFrontEnd(frontEndKey: string): Promise<void> {
    return this.change('The settings could not be kept', async (transaction) => {
      const facts = transaction.objectStore('facts');
      const used = ((await facts.get('frontEndsUsed')) ?? []) as string[];
      await facts.put([...used.filter((key) => key !== frontEndKey), frontEndKey], 'frontEndsUsed');
    });
  }

  /** Forgets the features of all front ends but those touched last, with their packs. */
  forgetOldFrontEnds(keepLatest: number): Promise<void> {
    return this.drop('Old features could not be removed', async (transaction) => {
      const facts = transaction.objectStore('facts');
      const used = ((await facts.get('frontEndsUsed')) ?? []) as string[];
      // Nobody has told which are in use: better too much than nothing.
      if (used.length === 0) return () => true;
      const latest = used.slice(Math.max(0, used.length - keepLatest));
      await facts.put(latest, 'frontEndsUsed');
      return ({ frontEndKey }) => frontEndKey === undefined || latest.includes(frontEndKey);
    });
  }

  /** Forgets the places with spans that a KeptDataLostError named, so that those clips count as missing. */
  dropLost(spans: readonly PackSpan[]): Promise<void> {
    const startOf = ({ pack, offset }: PackSpan) => `${offset} ${pack}`;
    const lost = new Set(spans.map(startOf));
    return this.drop('Lost features could not be removed from the list', () => {
      return ({ span }) => !lost.has(startOf(span));
    });
  }

  /**
   * Makes index and packs agree after a crash: places whose span lies outside its pack are dropped, packs that none
   * refers to are deleted. Call it after opening, before the first PackWriter is made: a pack closed but not yet
   * in the index would be taken for a crash's.
   */
  sweep(): Promise<{ rowsDropped: number; packsDeleted: number }> {
    const what = 'What was kept could not be checked';
    return named(what, async () => {
      const lengths = new Map((await listPacks()).map(({ pack, bytes }) => [pack, bytes]));
      const { packsAfter, dropped } = await this.change(what, (transaction) =>
        prune(transaction, ({ span }) => span.offset + span.bytes <= (lengths.get(span.pack) ?? -1)),
      );
      const packsDeleted = await deletePacks([...lengths.keys()].filter((pack) => !packsAfter.has(pack)));
      return { rowsDropped: dropped, packsDeleted };
    });
  }

  async usage(): Promise<KeepUsage> {
    const packs = await named('The packs could not be listed', listPacks);
    const bytesUnder = (folder: string) =>
      packs.reduce((sum, { pack, bytes }) => (pack.startsWith(folder) ? sum + bytes : sum), 0);
    const estimate = await navigator.storage.estimate?.().catch(() => null);
    return {
      keptBytes: bytesUnder(''),
      featureBytes: bytesUnder(`${FEATURES_FOLDER}/`),
      soundBytes: bytesUnder(`${SOUND_FOLDER}/`),
      runBytes: await this.runs.bytes(),
      browserUsage: estimate?.usage ?? null,
      quota: estimate?.quota ?? null,
    };
  }

  /**
   * Forgets all clips and what belongs to them, and deletes all packs; usable at once afterwards. Runs stay, and so do
   * which one's model is in use and the choice of backend. Close the PackWriters first.
   * @throws StorageBusyError where packs are open still: the index is empty then and all others are deleted
   */
  async deleteAll(): Promise<void> {
    const what = 'What was kept could not be deleted';
    await this.change(what, async (transaction) => {
      const facts = transaction.objectStore('facts');
      const stay = ['backendChoice', 'modelInUse'] as const;
      const values = await Promise.all(stay.map((name) => facts.get(name)));
      for (const store of INDEX_STORES) rawStore(transaction, store).clear();
      for (const [i, name] of stay.entries()) if (values[i]) await facts.put(values[i], name);
    });
    await named(what, deleteAllPacks);
  }

  /** Closes the database and lets another tab keep. */
  close(): void {
    this.database.close();
    this.release();
  }

  private async change<T>(what: string, work: Work<T, IndexStore>): Promise<T> {
    try {
      return await named(what, () => inTransaction(this.database, INDEX_STORES, work));
    } finally {
      this.sounds = null;
    }
  }

  /**
   * A change that drops all places but those that stay. Packs that none refers to any more are deleted, unless open: a
   * sweep finds those.
   */
  private async drop(what: string, work: Work<Stays, IndexStore>): Promise<void> {
    const { packsBefore, packsAfter } = await this.change(what, async (transaction) =>
      prune(transaction, await work(transaction)),
    );
    await named(what, () => deletePacks([...packsBefore].filter((pack) => !packsAfter.has(pack))));
  }
}

function placesOf<P>(rows: readonly { clipId: string; place: P }[]) {
  return rows.map(({ clipId, place }) => ({ clipId, place }));
}

async function deletePacks(packs: string[]): Promise<number> {
  const gone = await Promise.all(packs.map(deletePack));
  return gone.filter(Boolean).length;
}

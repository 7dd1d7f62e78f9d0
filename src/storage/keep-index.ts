/** The index of clips, of their features and of their sound, with the packs it refers to. */
import { unwrap } from 'idb';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type {
  ClipRow,
  Facts,
  FeaturePlace,
  FeatureRow,
  KeepDatabase,
  KeepTransaction,
  SoundPlace,
  SoundRow,
} from './database.ts';
import { asStorageError } from './errors.ts';
import { deleteAllPacks, deletePack, FEATURES_FOLDER, listPacks, SOUND_FOLDER } from './opfs.ts';
import type { PackSpan } from './pack.ts';
import { ALL_STORES, dropRowsAt, dropRowsBeyond, frontEndsIn, packsIn, startingWith } from './rows.ts';
import { inTransaction } from './transaction.ts';

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
  /** What the browser counts for this origin, roughly, and what it would give; null where it does not say. */
  browserUsage: number | null;
  quota: number | null;
}

/**
 * Every method may throw StorageUnavailableError, where the browser fails or has closed the database because another
 * tab opened a later version of it; methods that write may throw StorageFullError, and then have changed nothing.
 */
export class Keep {
  constructor(
    private readonly database: KeepDatabase,
    private readonly release: () => void,
  ) {}

  /** All clips, by order, then by path. */
  clips(): Promise<Clip[]> {
    return named('The clips kept could not be read', async () => {
      const rows = await this.database.getAll('clips');
      rows.sort((a, b) => a.order - b.order || (a.clip.path < b.clip.path ? -1 : 1));
      return rows.map(({ clip }) => clip);
    });
  }

  /** Where each clip's features by this front end lie, by clip. */
  featurePlaces(frontEndKey: string): Promise<Map<string, FeaturePlace>> {
    return named('The list of features could not be read', async () => {
      const rows = await this.database.getAll('features', startingWith(frontEndKey));
      return new Map(rows.map(({ clipId, place }) => [clipId, place]));
    });
  }

  /** @returns null where the clip's sound is not kept */
  soundPlace(clipId: string): Promise<SoundPlace | null> {
    return named('The list of sounds could not be read', async () => {
      return (await this.database.get('sound', clipId))?.place ?? null;
    });
  }

  /** Adds all or, where it throws, nothing. What was there under the same ids is replaced. */
  add({ clips, features, sound }: KeepBatch): Promise<void> {
    return this.change('The clips read could not be kept', (transaction) => {
      const [clipRows, featureRows, soundRows] = rawStores(transaction);
      for (const row of clips) clipRows.put(row);
      for (const row of features) featureRows.put(row);
      for (const row of sound) soundRows.put(row);
    });
  }

  /** Forgets clips with their features and sound. Packs that hold nothing else are deleted. */
  removeClips(ids: readonly string[]): Promise<void> {
    return this.drop('The clips could not be removed', async (transaction) => {
      const frontEnds = await frontEndsIn(transaction);
      const [clipRows, featureRows, soundRows] = rawStores(transaction);
      for (const id of ids) {
        clipRows.delete(id);
        soundRows.delete(id);
        for (const frontEnd of frontEnds) featureRows.delete([frontEnd, id]);
      }
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
      const latest = used.slice(Math.max(0, used.length - keepLatest));
      for (const frontEnd of await frontEndsIn(transaction))
        if (!latest.includes(frontEnd))
          await transaction.objectStore('features').delete(startingWith(frontEnd));
      await facts.put(latest, 'frontEndsUsed');
    });
  }

  /** Forgets the rows of spans that a KeptDataLostError named, so that those clips count as missing. */
  dropLost(spans: readonly PackSpan[]): Promise<void> {
    return this.drop('Lost features could not be removed from the list', async (transaction) => {
      for (const { pack, offset } of spans) await dropRowsAt(transaction, pack, offset);
    });
  }

  /**
   * Makes index and packs agree after a crash: rows whose span lies outside its pack are dropped, packs that no row
   * refers to are deleted. Call it after opening, before the first PackWriter is made: a pack closed but not yet
   * in the index would be taken for a crash's.
   */
  sweep(): Promise<{ rowsDropped: number; packsDeleted: number }> {
    return named('What was kept could not be checked', async () => {
      const referred = await packsIn(this.database.transaction(ALL_STORES, 'readonly'));
      // Looked at after the index: a pack only ever grows, so what a row promises is there by now or never will be.
      const lengths = new Map((await listPacks()).map(({ pack, bytes }) => [pack, bytes]));
      const lengthOf = (pack: string) => lengths.get(pack) ?? Number.NEGATIVE_INFINITY;
      const torn = [...referred].filter(([pack, end]) => end > lengthOf(pack)).map(([pack]) => pack);

      let rowsDropped = 0;
      const inUse = await inTransaction(this.database, async (transaction) => {
        for (const pack of torn) rowsDropped += await dropRowsBeyond(transaction, pack, lengthOf(pack));
        return packsIn(transaction);
      });
      const packsDeleted = await deletePacks([...lengths.keys()].filter((pack) => !inUse.has(pack)));
      return { rowsDropped, packsDeleted };
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
      browserUsage: estimate?.usage ?? null,
      quota: estimate?.quota ?? null,
    };
  }

  /**
   * Forgets all and deletes all packs; usable at once afterwards. Close the PackWriters first.
   * @throws StorageBusyError where packs are open still: the index is empty then and all others are deleted
   */
  async deleteAll(): Promise<void> {
    const what = 'What was kept could not be deleted';
    await this.change(what, (transaction) => {
      for (const store of ALL_STORES) unwrap(transaction.objectStore(store)).clear();
    });
    await named(what, deleteAllPacks);
  }

  /** Closes the database and lets another tab keep. */
  close(): void {
    this.database.close();
    this.release();
  }

  private change<T>(what: string, work: (transaction: KeepTransaction) => T | Promise<T>): Promise<T> {
    return named(what, () => inTransaction(this.database, work));
  }

  /** A change that removes rows; packs whose last row it removes are deleted, unless open: a sweep finds those. */
  private async drop(what: string, work: (transaction: KeepTransaction) => Promise<void>): Promise<void> {
    const emptied = await this.change(what, async (transaction) => {
      const before = await packsIn(transaction);
      await work(transaction);
      const after = await packsIn(transaction);
      return [...before.keys()].filter((pack) => !after.has(pack));
    });
    await named(what, () => deletePacks(emptied));
  }
}

/** Without idb's promise for each request: whether they all succeed, the transaction tells. */
function rawStores(transaction: KeepTransaction): IDBObjectStore[] {
  return (['clips', 'features', 'sound'] as const).map((name) => unwrap(transaction.objectStore(name)));
}

async function deletePacks(packs: string[]): Promise<number> {
  const gone = await Promise.all(packs.map(deletePack));
  return gone.filter(Boolean).length;
}

async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error, what);
  }
}

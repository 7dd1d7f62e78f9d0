/** The index's tables in IndexedDB: what is kept, and where in which pack. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type OpenDBCallbacks, openDB } from 'idb';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { PackSpan } from './pack.ts';

export const DATABASE_NAME = 'intone';

/** Where a FeatureMatrix's numbers lie: frames × coefficients 32-bit floats, row-major. */
export interface FeaturePlace {
  frames: number;
  coefficients: number;
  span: PackSpan;
}

/** Where a clip's sound lies: 16-bit mono PCM. */
export interface SoundPlace {
  samples: number;
  sampleRateHz: number;
  span: PackSpan;
}

export interface ClipRow {
  clip: Clip;
  /** Position in the dataset, lowest first; clips of equal order go by path. */
  order: number;
}

/** A clip's features as a reading hands them over; kept in portions. */
export interface FeatureRow {
  clipId: string;
  frontEndKey: string;
  place: FeaturePlace;
}

/** A clip's sound as a reading hands it over; kept in portions. */
export interface SoundRow {
  clipId: string;
  place: SoundPlace;
}

/** The places of the clips that were added together, in one row: a row for each clip is slow to write. */
export interface Portion<P> {
  /** Given by the database: rises with every portion, over all visits. A later portion's place of a clip counts. */
  portion: number;
  places: { clipId: string; place: P }[];
  /** Of features. */
  frontEndKey?: string;
}

/** Single facts, each with its own type. */
export interface Facts {
  leftOut: LeftOut[];
  recipe: Recipe;
  /** Names of what was being read, as the user knows them; null once it was read to its end. */
  unfinished: string[] | null;
  /** Keys of front ends, the one used last at the end. */
  frontEndsUsed: string[];
}

export interface KeepSchema extends DBSchema {
  clips: { key: string; value: ClipRow };
  features: { key: number; value: Portion<FeaturePlace>; indexes: { byFrontEnd: string } };
  sound: { key: number; value: Portion<SoundPlace> };
  facts: { key: keyof Facts; value: Facts[keyof Facts] };
}

export type KeepDatabase = IDBPDatabase<KeepSchema>;
export type KeepStore = 'clips' | 'features' | 'sound' | 'facts';
export type KeepTransaction = IDBPTransaction<KeepSchema, KeepStore[], 'readwrite'>;

export const ALL_STORES: KeepStore[] = ['clips', 'features', 'sound', 'facts'];

/** Step n makes version n + 1 of the tables out of version n. Never change one that was released: add the next. */
const UPGRADES: ((database: KeepDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('clips', { keyPath: 'clip.id' });
    const portions = { keyPath: 'portion', autoIncrement: true };
    database.createObjectStore('features', portions).createIndex('byFrontEnd', 'frontEndKey');
    database.createObjectStore('sound', portions);
    database.createObjectStore('facts');
  },
];

/** Opens the database and brings it up to date. @throws DOMException, named VersionError where a later Intone made it */
export function openDatabase(callbacks: OpenDBCallbacks<KeepSchema>): Promise<KeepDatabase> {
  return openDB<KeepSchema>(DATABASE_NAME, UPGRADES.length, {
    ...callbacks,
    upgrade(database, oldVersion) {
      for (const step of UPGRADES.slice(oldVersion)) step(database);
    },
  });
}

/** The tables in IndexedDB: the index of what is kept in which pack, and the runs. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type OpenDBCallbacks, openDB } from 'idb';
import type { Clip, LeftOut } from '../core/dataset/clip.ts';
import type { MeasuredVoice } from '../core/dataset/voice.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { BackendId, BackendReport } from '../learn/backends/ids.ts';
import type { PackSpan } from './pack.ts';
import type { KeptPart, RunPartName, RunRow } from './run-record.ts';

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

/** What testing the backends showed, so that it need not be done on each visit. */
export interface KeptBackendChoice {
  /** As the user had it when they were tested. */
  preference: BackendId | 'auto';
  reports: BackendReport[];
  chosen: BackendId;
  /** navigator.userAgent: another browser, or a later version of it, is to be tested anew. */
  browser: string;
  /** ISO 8601. */
  testedAt: string;
}

/**
 * The user's voice as one front end hears it, blended with no model's average. What it was measured on, its sound and its
 * features, is not kept.
 */
export interface KeptVoice extends MeasuredVoice {
  frontEndKey: string;
}

/** Single facts, each with its own type. */
export interface Facts {
  leftOut: LeftOut[];
  recipe: Recipe;
  /** Names of what was being read, as the user knows them; null once it was read to its end. */
  unfinished: string[] | null;
  /** Keys of front ends, the one used last at the end. */
  frontEndsUsed: string[];
  backendChoice: KeptBackendChoice;
  /** The run whose model was taken into use last. */
  modelInUse: string;
  /** How sure an answer must be to count, 0…1. */
  threshold: number;
  /** Whether the user's voice is to be kept; earlier versions had only the voices. */
  rememberVoice: boolean;
  /** One for each front end, the one that heard last first; none once they are to be forgotten. */
  voices: KeptVoice[];
}

export interface KeepSchema extends DBSchema {
  clips: { key: string; value: ClipRow };
  features: { key: number; value: Portion<FeaturePlace>; indexes: { byFrontEnd: string } };
  sound: { key: number; value: Portion<SoundPlace> };
  facts: { key: keyof Facts; value: Facts[keyof Facts] };
  runs: { key: string; value: RunRow };
  runParts: { key: [runId: string, RunPartName]; value: KeptPart; indexes: { byBytes: number } };
}

export type KeepDatabase = IDBPDatabase<KeepSchema>;
export type IndexStore = 'clips' | 'features' | 'sound' | 'facts';
export type RunStore = 'runs' | 'runParts';
export type KeepTransaction<Store extends IndexStore | RunStore> = IDBPTransaction<
  KeepSchema,
  Store[],
  'readwrite'
>;

/** The tables of clips and what belongs to them. */
export const INDEX_STORES: IndexStore[] = ['clips', 'features', 'sound', 'facts'];

export const RUN_STORES: RunStore[] = ['runs', 'runParts'];

/** Step n makes version n + 1 of the tables out of version n. Never change one that was released: add the next. */
const UPGRADES: ((database: KeepDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('clips', { keyPath: 'clip.id' });
    const portions = { keyPath: 'portion', autoIncrement: true };
    database.createObjectStore('features', portions).createIndex('byFrontEnd', 'frontEndKey');
    database.createObjectStore('sound', portions);
    database.createObjectStore('facts');
  },
  (database) => {
    database.createObjectStore('runs', { keyPath: 'id' });
    database.createObjectStore('runParts').createIndex('byBytes', 'bytes');
  },
];

/** The version this Intone makes and reads. */
export const DATABASE_VERSION = UPGRADES.length;

/** Opens the database and brings it up to date. @throws DOMException, named VersionError where a later Intone made it */
export function openDatabase(callbacks: OpenDBCallbacks<KeepSchema>): Promise<KeepDatabase> {
  return openDB<KeepSchema>(DATABASE_NAME, DATABASE_VERSION, {
    ...callbacks,
    upgrade(database, oldVersion) {
      for (const step of UPGRADES.slice(oldVersion)) step(database);
    },
  });
}

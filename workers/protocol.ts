/**
 * What the page and its workers say to each other. Types only: nothing here exists at run time.
 * Every call carries an id; it is answered by any number of `progress` messages and one `result` or `error`.
 */
import type { LabelGroup } from '../src/core/corpora/understand.ts';
import type { Clip, ClipLabels, LabelledClip, LeftOut } from '../src/core/dataset/clip.ts';
import type { Emotion } from '../src/core/dataset/emotions.ts';
import type { Voice } from '../src/core/dataset/voice.ts';
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import type { Inspection } from '../src/core/frontend/extract.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import type { JudgedRun, VoicePoint } from '../src/core/metrics/accuracyReport.ts';
import type { Interval } from '../src/core/metrics/interval.ts';
import type { MadeReport, ReportFacts } from '../src/core/metrics/makeReport.ts';
import type { Recipe } from '../src/core/recipe/recipe.ts';
import type { ZipEntry } from '../src/core/zip/directory.ts';
import type { ModelBundle } from '../src/export/bundle.ts';
import type { BackendId, BackendReport } from '../src/learn/backends.ts';
import type { KnownSpeaker, TrainedModel } from '../src/learn/model.ts';
import type { SavedCheckpoint } from '../src/learn/savedCheckpoint.ts';
import type { EpochReport, StepReport, TrainingResult } from '../src/learn/training.ts';
import type { FeaturePlace, SoundPlace } from '../src/storage/keep.ts';

/** The methods of one worker. */
export type Calls<C> = { [M in keyof C]: { request: unknown; progress?: unknown; result: unknown } };

export interface PlainError {
  name: string;
  message: string;
  remedy: string;
}

export type ToWorker =
  | { type: 'call'; id: number; method: string; request: unknown }
  | { type: 'cancel'; id: number }
  /** Hold this lock for life: whoever gets it next knows that the worker is no more. */
  | { type: 'hold'; lock: string };

export type FromWorker =
  | { type: 'progress'; id: number; progress: unknown }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: PlainError }
  | { type: 'held' };

/* ---- ingest.worker: zips, folders and files → what is in them and what their paths mean ---- */

export type Source =
  | { id: string; name: string; kind: 'zip'; file: File }
  | { id: string; name: string; kind: 'files'; files: { path: string; file: File }[] };

/** Where a recording's bytes are: read there and then by whoever needs them, never held. */
export type Place =
  | {
      kind: 'packed';
      /** Null in a message to a worker that has been sent it before: each Blob in a message costs the browser a round trip. */
      archive: Blob | null;
      /** Tells the archive from all others. */
      archiveId: string;
      entry: ZipEntry;
    }
  | { kind: 'file'; file: Blob };

/** A recording found in a source, not yet read. */
export interface Entry {
  path: string;
  labels: ClipLabels;
  place: Place;
  /** Of the recording as a file. */
  bytes: number;
  /** Changes when the file does: from the zip's checksum, or the file's date. */
  stamp: string;
}

/** A folder's name or a table's word that is taken for a label, for the user to confirm. */
export type GroupFacts = Omit<LabelGroup, 'paths'> & { clips: number };

export type Opened =
  | {
      kind: 'corpus';
      /** Recordings of corpora known by their names. */
      sure: number;
      /** What else might be labels; empty where all is sure. */
      groups: GroupFacts[];
      problems: PlainError[];
    }
  | { kind: 'model' };

/** Portions, so that no message of a large corpus is long. */
export interface Listed {
  entries: Entry[];
  leftOut: LeftOut[];
}

export interface IngestCalls {
  /** Reads a source's directory and paths. A zip that holds an Intone model answers `model`. */
  open: { request: { source: Source }; result: Opened };
  /** The recordings of an opened source, by the user's choice for each group, then forgets it. */
  list: {
    request: { sourceId: string; choices: ReadonlyMap<string, Emotion | null> };
    progress: Listed;
    result: undefined;
  };
  /** Forgets an opened source that is not to be listed. */
  close: { request: { sourceId: string }; result: undefined };
}

/* ---- demo.worker: the synthetic corpus as a zip ---- */

export interface DemoCalls {
  make: {
    request: { seed: number };
    progress: { done: number; total: number };
    result: { zip: ArrayBuffer; name: string };
  };
}

/* ---- feature.worker: bytes or PCM → features ---- */

/** A recording where it lies, or as PCM where the browser decoded it or the microphone gave it. */
export type Recording =
  | { kind: 'place'; name: string; place: Place }
  | {
      kind: 'pcm';
      name: string;
      channels: Float32Array[];
      sampleRateHz: number;
      encoding: string;
      /** Of the file it was decoded from; '' where there is none. */
      sha256: string;
    };

export type AudioFacts = Pick<Clip, 'durationS' | 'sampleRateHz' | 'channels' | 'encoding' | 'peak'>;

/** Not PCM: the page must decode these bytes and call again with what they hold. */
export interface NeedsBrowser {
  kind: 'needs-browser';
  bytes: ArrayBuffer;
  sha256: string;
}

/** A clip's features and sound: written to the browser's storage by the worker, or in hand where that is not to be had. */
export type Kept =
  | { kind: 'stored'; features: FeaturePlace; sound: SoundPlace | null }
  | {
      kind: 'held';
      features: FeatureMatrix;
      /** The storage is full: from now on nothing is kept. */
      full: PlainError | null;
    };

export type Extracted =
  | { kind: 'clip'; sha256: string; kept: Kept; audio: AudioFacts; frames: number }
  /** One of the recordings known already. */
  | { kind: 'twin'; sha256: string }
  | NeedsBrowser;

export type Inspected =
  | {
      kind: 'inspection';
      inspection: Inspection;
      audio: AudioFacts;
      /** As recorded, for playing. */
      pcm: { channels: Float32Array[]; sampleRateHz: number };
    }
  | NeedsBrowser;

/** Milliseconds spent in each stage since last asked. */
export type StageTimes = Record<
  'read' | 'inflate' | 'hash' | 'decode' | 'features' | 'keep' | 'flush',
  number
>;

export interface FeatureCalls {
  extract: {
    request: {
      recording: Recording;
      frontEnd: FrontEndConfig;
      /** What to write to the browser's storage. */
      keep: 'nothing' | 'features' | 'features and sound';
      /** SHA-256 of recordings of the same size: one of them is not computed again. */
      known: string[];
    };
    result: Extracted;
  };
  inspect: { request: { recording: Recording; frontEnd: FrontEndConfig }; result: Inspected };
  /** Makes what was written last. Called when an extraction ends. */
  settle: { request: undefined; result: StageTimes };
  /** Lets go of zips. */
  forget: { request: { archiveIds: string[] }; result: undefined };
}

/* ---- learn.worker: training, prediction, export ---- */

export interface BackendChoice {
  chosen: BackendId;
  reports: BackendReport[];
}

export interface Prediction {
  clipId: string;
  /** By the model's labels, adding up to 1. */
  probabilities: number[];
}

/** A model, and a name by which the worker knows whether it has it open already. */
export interface NamedModel {
  id: string;
  model: TrainedModel;
}

export interface TrainRequest {
  recipe: Recipe;
  backend: BackendId;
  labels: Emotion[];
  /** Of clips added before. */
  train: LabelledClip[];
  validation: LabelledClip[];
  test: LabelledClip[];
  /** Ids of test clips that count in no score. */
  unscored: string[];
  /** Where to go on; null from the start. */
  resume: SavedCheckpoint | null;
  /** Takes no further step: the checkpoint's best epoch is tested and packed. */
  stop: boolean;
}

export type TrainProgress =
  /** The checkpoint is where the run stands with this epoch done. */
  | { kind: 'epoch'; epoch: EpochReport; checkpoint: SavedCheckpoint }
  | { kind: 'step'; step: StepReport }
  | { kind: 'paused' }
  | { kind: 'testing' };

export interface TrainResult {
  model: TrainedModel;
  stopReason: TrainingResult['status'];
  bestEpoch: number;
  parameters: number;
  test: Prediction[];
  /** 95 % interval of the test's UAR: too slow to draw on the page where it goes by clip. Null without a test. */
  interval: Interval | null;
  /** Null where the recipe does not normalise by speaker, or without a test by known speakers. */
  voiceCurve: VoicePoint[] | null;
}

export interface LearnCalls {
  /** Tests and times backends, all unless named, and names the fastest right one, or the one asked for where it passed. */
  probe: {
    request: { backend: BackendId | 'auto'; ids?: readonly BackendId[] };
    progress: BackendReport;
    result: BackendChoice;
  };
  /** Hands over features in portions, so that no message is large. */
  addSamples: { request: { samples: { clipId: string; features: FeatureMatrix }[] }; result: undefined };
  /** Begins with no samples. From then on the run to come can be controlled. */
  clearSamples: { request: undefined; result: undefined };
  train: { request: TrainRequest; progress: TrainProgress; result: TrainResult };
  control: { request: { action: 'pause' | 'resume' | 'stop' }; result: undefined };
  /** Gets a model ready, so that the first `predict` is quick. */
  load: { request: NamedModel; result: undefined };
  /** The model comes along each time: whatever happened to the worker in between, the answer is this model's. */
  predict: {
    request: NamedModel & { features: FeatureMatrix[]; speaker: KnownSpeaker | null };
    result: { probabilities: number[][] };
  };
  /** See Predictor.leanTo. */
  leanTo: {
    request: NamedModel & { features: FeatureMatrix[]; voice: Voice };
    result: { lean: number[] };
  };
  /** Up to a second for a large cross-validation: too long on the page. */
  judge: { request: { runs: JudgedRun[]; facts: ReportFacts }; result: MadeReport };
  exportBundle: { request: { bundle: ModelBundle; float16: boolean }; result: { zip: ArrayBuffer } };
  importBundle: { request: { file: File }; result: { bundle: ModelBundle } };
}

/**
 * What the page and its workers say to each other. Types only: nothing here exists at run time.
 * Every call carries an id; it is answered by any number of `progress` messages and one `result` or `error`.
 */
import type { Clip, ClipLabels, LeftOut } from '../src/core/dataset/clip.ts';
import type { Emotion } from '../src/core/dataset/emotions.ts';
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import type { Inspection } from '../src/core/frontend/extract.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import type { Interval } from '../src/core/metrics/interval.ts';
import type { Recipe } from '../src/core/recipe/recipe.ts';
import type { ModelBundle } from '../src/export/bundle.ts';
import type { BackendId, BackendReport } from '../src/learn/backends.ts';
import type { TrainedModel } from '../src/learn/model.ts';
import type { EpochReport, StepReport, TrainingResult } from '../src/learn/training.ts';

/** The methods of one worker. */
export type Calls<C> = { [M in keyof C]: { request: unknown; progress?: unknown; result: unknown } };

export interface PlainError {
  name: string;
  message: string;
  remedy: string;
}

export type ToWorker =
  | { type: 'call'; id: number; method: string; request: unknown }
  | { type: 'cancel'; id: number };

export type FromWorker =
  | { type: 'progress'; id: number; progress: unknown }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: PlainError };

/* ---- ingest.worker: zips, folders and files → labelled entries → bytes ---- */

export type Source =
  | { id: string; name: string; kind: 'zip'; file: File }
  | { id: string; name: string; kind: 'files'; files: { path: string; file: File }[] };

/** A recording found in a source, not yet read. */
export interface Entry {
  path: string;
  labels: ClipLabels;
}

export type Opened = { kind: 'corpus'; entries: Entry[]; leftOut: LeftOut[] } | { kind: 'model' };

export interface IngestCalls {
  /** Lists a source. A zip that holds an Intone model answers `model`. */
  open: { request: { source: Source }; result: Opened };
  /** The bytes of one entry of an open source, and their SHA-256 in hex. */
  read: { request: { sourceId: string; path: string }; result: { bytes: ArrayBuffer; sha256: string } };
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

/** A recording as bytes of a file, or as PCM where the browser decoded it or the microphone gave it. */
export type Recording =
  | { kind: 'bytes'; name: string; bytes: ArrayBuffer }
  | { kind: 'pcm'; name: string; channels: Float32Array[]; sampleRateHz: number; encoding: string };

export type AudioFacts = Pick<Clip, 'durationS' | 'sampleRateHz' | 'channels' | 'encoding' | 'peak'>;

/** Not PCM: the page must decode these bytes (which it gets back) and call again. */
export interface NeedsBrowser {
  kind: 'needs-browser';
  bytes: ArrayBuffer;
}

export type Extracted = { kind: 'features'; features: FeatureMatrix; audio: AudioFacts } | NeedsBrowser;

export type Inspected =
  | {
      kind: 'inspection';
      inspection: Inspection;
      audio: AudioFacts;
      /** As recorded, for playing. */
      pcm: { channels: Float32Array[]; sampleRateHz: number };
    }
  | NeedsBrowser;

export interface FeatureCalls {
  extract: { request: { recording: Recording; frontEnd: FrontEndConfig }; result: Extracted };
  inspect: { request: { recording: Recording; frontEnd: FrontEndConfig }; result: Inspected };
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
}

export interface LabelledClip {
  clipId: string;
  emotion: Emotion;
  speaker: string | null;
}

export type TrainProgress =
  | { kind: 'epoch'; epoch: EpochReport }
  | { kind: 'step'; step: StepReport }
  | { kind: 'paused' }
  | { kind: 'testing' };

export interface TrainResult {
  model: TrainedModel;
  stopReason: TrainingResult['status'];
  bestEpoch: number;
  parameters: number;
  test: Prediction[];
  /** 95 % interval of the test's UAR: too slow to draw on the page where it goes by clip. */
  interval: Interval;
}

export interface LearnCalls {
  /** Tests and times every backend and names the fastest right one, or the one asked for where it passed. */
  probe: { request: { backend: BackendId | 'auto' }; progress: BackendReport; result: BackendChoice };
  /** Hands over features in portions, so that no message is large. */
  addSamples: { request: { samples: { clipId: string; features: FeatureMatrix }[] }; result: undefined };
  clearSamples: { request: undefined; result: undefined };
  train: { request: TrainRequest; progress: TrainProgress; result: TrainResult };
  control: { request: { action: 'pause' | 'resume' | 'stop' }; result: undefined };
  /** Gets a model ready, so that the first `predict` is quick. */
  load: { request: NamedModel; result: undefined };
  /** The model comes along each time: whatever happened to the worker in between, the answer is this model's. */
  predict: { request: NamedModel & { features: FeatureMatrix[] }; result: { probabilities: number[][] } };
  exportBundle: { request: { bundle: ModelBundle }; result: { zip: ArrayBuffer } };
  importBundle: { request: { file: File }; result: { bundle: ModelBundle } };
}

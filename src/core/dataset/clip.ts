import type { Emotion } from './emotions.ts';

export type Gender = 'female' | 'male';

/** What a recording's path tells about it. */
export interface ClipLabels {
  /** Display name of the corpus: 'RAVDESS', 'TESS', … or 'Folders' for labelled folders. */
  corpus: string;
  emotion: Emotion;
  /** Unique over all corpora, e.g. 'RAVDESS 07'; null where the path does not tell. */
  speaker: string | null;
  gender: Gender | null;
  /** What is said, in words or as the corpus's code; null where unknown. */
  text: string | null;
  /** The corpus's own word, e.g. 'normal', 'strong', 'high'; null where unknown. */
  intensity: string | null;
}

/** One recording in the dataset. Its features live in the feature store under `id`. */
export interface Clip extends ClipLabels {
  /** SHA-256 of the file's bytes, hex: the same recording has the same id in every session. */
  id: string;
  /** The zip, folder or file that held it, as the user knows it, and its path inside. */
  sourceName: string;
  path: string;
  /** Of the recording as a file. */
  bytes: number;
  /** Tells, without reading it, that the file is still the one that was read: the zip's checksum, or the file's date. */
  stamp: string;
  /** Length of the recording as it is in the file. */
  durationS: number;
  /** As the file has it; what the browser's own decoder gives where that had to read it. */
  sampleRateHz: number;
  channels: number;
  /** 'WAV 16-bit', 'AIFF 16-bit', 'mp3', … by content, not by name. */
  encoding: string;
  /** Largest absolute sample, 0…1. */
  peak: number;
  /** Rows of its feature matrix. */
  frames: number;
}

/** A clip as a run uses it: with the labels it had when the run began. */
export interface LabelledClip {
  clipId: string;
  emotion: Emotion;
  speaker: string | null;
}

/** A file that did not become a clip, and why. */
export interface LeftOut {
  path: string;
  /** Name of the zip, folder or file it came in. */
  source: string;
  kind: 'duplicate' | 'unreadable' | 'silent' | 'unlabelled' | 'not-audio';
  /** A plain sentence: what is the matter and, where there is one, the remedy. */
  reason: string;
  /** As a clip's; so that the same file is not read again only to be left out again. */
  stamp?: string;
}

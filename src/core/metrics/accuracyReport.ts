/** What a run, or all runs of a cross-validation together, came to: plain JSON, shown, exported and compared. */
import type { Emotion } from '../dataset/emotions.ts';
import type { ProtocolId } from '../recipe/recipe.ts';
import type { Interval } from './interval.ts';
import type { Report } from './report.ts';
import type { Spread } from './spread.ts';

/** A clip and what a model that never heard it made of it. */
export interface JudgedItem {
  clipId: string;
  emotion: Emotion;
  /** By the run's labels, before temperature scaling, adding up to 1. */
  probabilities: number[];
  speaker: string | null;
  gender: string | null;
  corpus: string;
  intensity: string | null;
}

/** One run's test. */
export interface JudgedRun {
  seed: number;
  /** Name of its fold; '' where its protocol has only one split. */
  fold: string;
  /** Of a cross-corpus protocol: names of the corpora it was trained on. Without them its fold stands for them. */
  trainedOn?: string[] | undefined;
  labels: Emotion[];
  /** Fitted on the run's own validation clips; null where it had none. */
  temperature: number | null;
  items: JudgedItem[];
  cutShort?: CutShort | null;
}

/** A run that did not go as far as its recipe has it. */
export interface CutShort {
  why: 'stopped' | 'diverged';
  /** How many it had trained by then. */
  epochs: number;
}

/** Of how many runs the answers were aligned by what the test speakers' own clips show. */
export type Aligned = 'all' | 'some' | 'none';

/** How a run did by itself. */
export interface RunScore {
  seed: number;
  fold: string;
  clips: number;
  speakers: string[];
  uar: number;
  accuracy: number;
  macroF1: number;
  /** Null where it came to its end. */
  cutShort: CutShort | null;
}

/** How well the clips of one speaker, corpus, intensity or gender were recognised. */
export interface GroupScore {
  name: string;
  clips: number;
  /** Over the emotions that the group has. */
  uar: number;
  accuracy: number;
}

/** One bin of a reliability diagram: of the predictions this sure, how many were right. */
export interface ReliabilityBin {
  /** Bounds of the bin: low < confidence ≤ high. */
  low: number;
  high: number;
  clips: number;
  /** Means over the bin's clips; null where it has none. */
  confidence: number | null;
  accuracy: number | null;
}

export interface Calibration {
  /** Expected calibration error, 0…1. Source: Guo et al. 2017, "On Calibration of Modern Neural Networks". */
  ece: number;
  bins: ReliabilityBin[];
  /** Mean negative log-likelihood. */
  nll: number;
}

/** What refusing to answer below a confidence would give. */
export interface CoveragePoint {
  /** Answers only where the highest probability is at least this. */
  threshold: number;
  /** Share of clips answered, 0…1. */
  coverage: number;
  /** Of those answered; null where none is. */
  accuracy: number | null;
}

/** Train corpora in rows, test corpora in columns. */
export interface CorpusMatrix {
  trainedOn: string[];
  testedOn: string[];
  /** UAR; null where nothing was tested. */
  uar: (number | null)[][];
}

export interface AccuracyReport {
  protocol: ProtocolId;
  /** Whether each test speaker's own clips, without labels, scaled their features. */
  usesTestSpeakersClips: boolean;
  /** In which runs they aligned the answers, too: see alignment. */
  aligned: Aligned;
  /** All runs' labels, in the vocabulary's order. */
  labels: Emotion[];
  runs: RunScore[];
  /** Runs that the series was to have: more than there are where some were not tested, or are deleted. */
  planned: number;
  /** Over runs. */
  uar: Spread;
  accuracy: Spread;
  macroF1: Spread;
  /** 95 % bootstrap interval of the UAR's mean over runs, by speaker: see uarInterval. */
  interval: Interval;
  /** Of all runs' clips pooled; with several seeds each clip counts once per seed. */
  pooled: Report;
  perSpeaker: GroupScore[];
  perCorpus: GroupScore[];
  /** Empty where no clip tells. */
  perIntensity: GroupScore[];
  perGender: GroupScore[];
  /** Of a cross-corpus protocol. */
  corpusMatrix: CorpusMatrix | null;
  calibration: {
    before: Calibration;
    /** With temperature scaling; null where no temperature could be fitted honestly. */
    after: Calibration | null;
    /** Mean of the runs' temperatures. */
    temperature: number | null;
    /**
     * Where temperatures come from: each run's own validation clips, or, where there were none, the clips that the other
     * folds were tested on.
     */
    fittedOn: 'validation' | 'other folds' | null;
    /** Why there is no temperature; null where there is one. */
    unfitted: 'nothing to fit on' | 'unknown speakers' | 'same speakers' | null;
  };
  /** By threshold, rising; of calibrated probabilities where there are any. */
  coverage: CoveragePoint[];
  /** What guessing would score: 1 / labels of a run, the mean of the runs'. */
  chance: number;
  /** What listeners scored on these corpora, for those of which it is known. */
  human: HumanFigure[];
}

/** The test's UAR where each test speaker's voice is known from this many of their clips: see learn/voiceCurve. */
export interface VoicePoint {
  /** 0: the average voice is taken. Null: all of the speaker's clips. */
  clips: number | null;
  uar: number;
}

/** How well listeners recognised a corpus's emotions, as published. */
export interface HumanFigure {
  corpus: string;
  /** Share of clips recognised, 0…1. */
  accuracy: number;
  /** Among how many answers, of which material: 'audio only, 8 emotions'. */
  condition: string;
  source: string;
}

import type { Clip, Gender } from './clip.ts';
import { EMOTIONS, type Emotion } from './emotions.ts';

/** What a summary looks at. */
export type SummaryClip = Pick<Clip, 'corpus' | 'speaker' | 'gender' | 'emotion' | 'durationS'>;

/** Clips of each emotion; every emotion has a number, 0 included. */
export type EmotionCounts = Record<Emotion, number>;

export interface GroupSummary {
  clips: number;
  durationS: number;
  emotions: EmotionCounts;
}

export interface CorpusSummary extends GroupSummary {
  corpus: string;
}

export interface SpeakerSummary extends GroupSummary {
  speaker: string;
  corpus: string;
  gender: Gender | null;
}

/** Counts over the whole dataset, and over each corpus and each speaker. */
export interface DatasetSummary extends GroupSummary {
  /** Those with at least one clip, in the order of EMOTIONS. */
  emotionsPresent: Emotion[];
  /** In the order in which the dataset first names them. */
  corpora: CorpusSummary[];
  /** By corpus in the same order, then by name. */
  speakers: SpeakerSummary[];
  /** Clips whose speaker is unknown; they are in no entry of `speakers`. */
  clipsWithoutSpeaker: number;
}

/** Counts clips and seconds. @param clips in the dataset's order. */
export function summarise(clips: readonly SummaryClip[]): DatasetSummary {
  const total = emptyGroup();
  const corpora = new Map<string, CorpusSummary>();
  const speakers = new Map<string, SpeakerSummary>();
  for (const clip of clips) {
    const { corpus, speaker, gender } = clip;
    add(clip, total);
    add(
      clip,
      entry(corpora, corpus, () => ({ corpus, ...emptyGroup() })),
    );
    if (speaker !== null) {
      const own = entry(speakers, speaker, () => ({ speaker, corpus, gender, ...emptyGroup() }));
      own.gender ??= gender;
      add(clip, own);
    }
  }

  const corpusOrder = [...corpora.keys()];
  const rank = ({ corpus }: SpeakerSummary) => corpusOrder.indexOf(corpus);
  const known = [...speakers.values()];
  return {
    ...total,
    emotionsPresent: EMOTIONS.filter((emotion) => total.emotions[emotion] > 0),
    corpora: [...corpora.values()],
    speakers: known.sort((a, b) => rank(a) - rank(b) || (a.speaker < b.speaker ? -1 : 1)),
    clipsWithoutSpeaker: total.clips - known.reduce((sum, speaker) => sum + speaker.clips, 0),
  };
}

function emptyGroup(): GroupSummary {
  const emotions = Object.fromEntries(EMOTIONS.map((emotion) => [emotion, 0])) as EmotionCounts;
  return { clips: 0, durationS: 0, emotions };
}

function add(clip: SummaryClip, group: GroupSummary): void {
  group.clips++;
  group.durationS += clip.durationS;
  group.emotions[clip.emotion]++;
}

function entry<T>(entries: Map<string, T>, key: string, create: () => T): T {
  const value = entries.get(key) ?? create();
  entries.set(key, value);
  return value;
}

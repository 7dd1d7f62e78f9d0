import type { Gender } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import { genderOf } from './speaker.ts';

/** What to render: plain data, so that it can be sent to a worker. */
export interface DemoClip {
  /** As RAVDESS names its files: Actor_01/03-01-05-02-01-02-01.wav. */
  path: string;
  emotion: Emotion;
  /** Actor number, from 1. */
  speaker: number;
  gender: Gender;
  intensity: 'normal' | 'strong';
  statement: 1 | 2;
  /** From 1. */
  repetition: number;
  /** The corpus's seed. */
  seed: number;
}

export interface DemoOptions {
  /** Actors, 1…99. */
  speakers?: number;
  emotions?: readonly Emotion[];
  /** Clips of each speaker and emotion, 1…198: two statements by turns, then the next repetition. */
  takes?: number;
  seed?: number;
}

export const DEMO_EMOTIONS = ['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgust'] as const;

/** RAVDESS's emotion numbers (Livingstone & Russo 2018, PLoS ONE 13). */
const EMOTION_CODE: Record<Emotion, number> = {
  neutral: 1,
  calm: 2,
  happy: 3,
  sad: 4,
  angry: 5,
  fearful: 6,
  disgust: 7,
  surprised: 8,
};

/**
 * The plan of the synthetic demo corpus: by default 10 speakers × 6 emotions × 10 takes, in the order of the paths' actors.
 * A clip sounds the same whatever else is planned beside it.
 */
export function demoClips(options: DemoOptions = {}): DemoClip[] {
  const { speakers = 10, emotions = DEMO_EMOTIONS, takes = 10, seed = 1 } = options;
  const clips: DemoClip[] = [];
  for (let speaker = 1; speaker <= speakers; speaker++) {
    for (const emotion of emotions) {
      for (let take = 0; take < takes; take++) clips.push(planClip(speaker, emotion, take, seed));
    }
  }
  return clips;
}

function planClip(speaker: number, emotion: Emotion, take: number, seed: number): DemoClip {
  const statement = take % 2 === 0 ? 1 : 2;
  const repetition = Math.floor(take / 2) + 1;
  // As in RAVDESS, neutral has no strong version.
  const intensity = emotion !== 'neutral' && repetition % 2 === 0 ? 'strong' : 'normal';
  const modality = 3; // audio only
  const channel = 1; // speech
  const codes = [
    modality,
    channel,
    EMOTION_CODE[emotion],
    intensity === 'strong' ? 2 : 1,
    statement,
    repetition,
  ];
  const actor = twoDigits(speaker);
  const path = `Actor_${actor}/${codes.map(twoDigits).join('-')}-${actor}.wav`;
  return { path, emotion, speaker, gender: genderOf(speaker), intensity, statement, repetition, seed };
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** The one emotion vocabulary, in the order every chart, matrix and model uses. */
export const EMOTIONS = [
  'neutral',
  'calm',
  'happy',
  'sad',
  'angry',
  'fearful',
  'disgust',
  'surprised',
] as const;

export type Emotion = (typeof EMOTIONS)[number];

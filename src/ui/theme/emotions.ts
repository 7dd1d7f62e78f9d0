import type { Emotion } from '../../core/dataset/emotions.ts';
import type { Theme } from './theme.ts';

/** The one short label of each emotion. */
export const EMOTION_LABELS: Record<Emotion, string> = {
  neutral: 'Neutral',
  calm: 'Calm',
  happy: 'Happy',
  sad: 'Sad',
  angry: 'Angry',
  fearful: 'Fear',
  disgust: 'Disgust',
  surprised: 'Surprise',
};

/**
 * Found by annealing in OKLCH within a hue range per emotion: every pair stays at least 0.10 apart in OKLab
 * to a protanope, deuteranope and tritanope (Machado et al. 2009, severity 1), and every colour at least
 * 3:1 from the card and the ground. emotions.test.ts holds both.
 */
const EMOTION_COLOURS: Record<Theme, Record<Emotion, string>> = {
  light: {
    neutral: '#343b45',
    calm: '#069ba7',
    happy: '#b88402',
    sad: '#1659c3',
    angry: '#c44f5e',
    fearful: '#8d65f7',
    disgust: '#545a00',
    surprised: '#9a0a83',
  },
  dark: {
    neutral: '#909ba4',
    calm: '#44d8c5',
    happy: '#e88517',
    sad: '#316de4',
    angry: '#e72542',
    fearful: '#db85fe',
    disgust: '#c6d25c',
    surprised: '#a15993',
  },
};

/** The emotion's colour in a theme, as #rrggbb. */
export function emotionColour(emotion: Emotion, theme: Theme): string {
  return EMOTION_COLOURS[theme][emotion];
}

import type { Emotion } from '../../core/dataset/emotions.ts';
import { EMOTION_LABELS, emotionColour } from '../theme/emotions.ts';
import { useTheme } from '../theme/useTheme.ts';
import './EmotionTag.css';

export interface EmotionTagProps {
  emotion: Emotion;
  /** Beside the label: a count, a share. */
  value?: string;
}

/** An emotion by its colour and its word, never by colour alone. */
export function EmotionTag({ emotion, value }: EmotionTagProps) {
  const { theme } = useTheme();
  return (
    <span className="emotion-tag">
      <span className="emotion-tag__dot" style={{ background: emotionColour(emotion, theme) }} />
      {EMOTION_LABELS[emotion]}
      {value !== undefined && <span className="emotion-tag__value">{value}</span>}
    </span>
  );
}

import type { Emotion } from '../../core/dataset/emotions.ts';
import { EMOTION_LABELS, emotionColour } from '../theme/emotions.ts';
import { useTheme } from '../theme/useTheme.ts';
import { formatPercent } from './format.ts';
import { topOf } from './words.ts';
import './ProbabilityBars.css';

export interface ProbabilityBarsProps {
  /** The model's labels, in its order. */
  emotions: readonly Emotion[];
  /** One probability per label, 0…1; null while nothing has been heard. */
  probabilities: ArrayLike<number> | null;
  /** What the list is: 'Prediction for this clip'. */
  label: string;
}

/** How sure the model is of each emotion. The order stays, so that the eye can rest on a row. */
export function ProbabilityBars({ emotions, probabilities, label }: ProbabilityBarsProps) {
  const { theme } = useTheme();
  const top = probabilities && topOf({ labels: emotions, probabilities }).label;
  return (
    <ul className="bars" aria-label={label}>
      {emotions.map((emotion, index) => {
        const probability = probabilities?.[index] ?? 0;
        return (
          <li key={emotion} className={emotion === top ? 'bars__row bars__row--top' : 'bars__row'}>
            <span className="bars__label">{EMOTION_LABELS[emotion]}</span>
            <span className="bars__track">
              <span
                className="bars__bar"
                style={{
                  background: emotionColour(emotion, theme),
                  transform: `scaleX(${Math.min(1, Math.max(0, probability))})`,
                }}
              />
            </span>
            {probabilities ? (
              <data className="bars__value" value={probability}>
                {formatPercent(probability)}
              </data>
            ) : (
              <span className="bars__value">–</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

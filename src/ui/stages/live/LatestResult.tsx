import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { LiveResult } from '../../../store/live.ts';
import { Card } from '../../components/Card.tsx';
import { formatPercent } from '../../components/format.ts';
import { ProbabilityBars } from '../../components/ProbabilityBars.tsx';
import { EMOTION_LABELS } from '../../theme/emotions.ts';

export interface LatestResultProps {
  labels: Emotion[];
  result: LiveResult | null;
  busy: boolean;
}

/** What the model makes of the latest recording. */
export function LatestResult({ labels, result, busy }: LatestResultProps) {
  return (
    <Card
      title={titleOf(result, busy)}
      hint={result ? factsOf(result) : 'Bars show how sure the model is of each emotion'}
    >
      <div aria-live="polite" aria-busy={busy}>
        <ProbabilityBars
          label="Probabilities by emotion"
          emotions={result?.labels ?? labels}
          probabilities={result?.probabilities ?? null}
        />
      </div>
    </Card>
  );
}

function titleOf(result: LiveResult | null, busy: boolean): string {
  if (busy) return 'Listening back';
  if (!result) return 'Nothing heard yet';
  const { label, probability } = topOf(result);
  return `${EMOTION_LABELS[label]}, ${formatPercent(probability)} sure`;
}

export function topOf({ labels, probabilities }: LiveResult): { label: Emotion; probability: number } {
  const probability = Math.max(...probabilities);
  return { label: labels[probabilities.indexOf(probability)], probability };
}

function factsOf({ source, durationS, sampleRateHz, tookMs }: LiveResult): string {
  return `${source} · ${durationS.toFixed(1)} s at ${(sampleRateHz / 1000).toLocaleString('en')} kHz · answered in ${Math.round(tookMs)} ms`;
}

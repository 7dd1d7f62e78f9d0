import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { LiveResult } from '../../../store/live.ts';
import { Card } from '../../components/Card.tsx';
import { ProbabilityBars } from '../../components/ProbabilityBars.tsx';
import { verdictOf } from '../../components/words.ts';

export interface LatestResultProps {
  labels: Emotion[];
  result: LiveResult | null;
  busy: boolean;
}

/** What the model makes of the latest recording. The announcer says the verdict to screen readers. */
export function LatestResult({ labels, result, busy }: LatestResultProps) {
  return (
    <Card
      title={titleOf(result, busy)}
      hint={result ? factsOf(result) : 'Bars show how sure the model is of each emotion'}
    >
      <ProbabilityBars
        label="Probabilities by emotion"
        emotions={result?.labels ?? labels}
        probabilities={result?.probabilities ?? null}
      />
    </Card>
  );
}

function titleOf(result: LiveResult | null, busy: boolean): string {
  if (busy) return 'Listening back';
  return result ? `${verdictOf(result)} sure` : 'Nothing heard yet';
}

function factsOf({ source, durationS, sampleRateHz, tookMs }: LiveResult): string {
  return `${source} · ${durationS.toFixed(1)} s at ${(sampleRateHz / 1000).toLocaleString('en')} kHz · answered in ${Math.round(tookMs)} ms`;
}

import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { LiveResult } from '../../../store/live.ts';
import { useThreshold } from '../../../store/threshold.ts';
import { Card } from '../../components/Card.tsx';
import { formatCounted, formatPercent } from '../../components/format.ts';
import { ProbabilityBars } from '../../components/ProbabilityBars.tsx';
import { answerWords, isSure } from '../../components/words.ts';
import { ThresholdField } from '../ThresholdField.tsx';
import { AddToVoice } from './AddToVoice.tsx';
import { fewClipsWords } from './voiceWords.ts';

export interface LatestResultProps {
  labels: Emotion[];
  result: LiveResult | null;
  busy: boolean;
}

/** What the model makes of the latest recording. The announcer says the verdict to screen readers. */
export function LatestResult({ labels, result, busy }: LatestResultProps) {
  const threshold = useThreshold((state) => state.threshold);
  const fewClips = result && fewClipsWords(result);
  return (
    <Card
      title={titleOf(result, busy, threshold)}
      hint={result ? hintOf(result, threshold) : 'Bars show how sure the model is of each emotion'}
      actions={result && <AddToVoice result={result} />}
    >
      <ProbabilityBars
        label="Probabilities by emotion"
        emotions={result?.labels ?? labels}
        probabilities={result?.probabilities ?? null}
      />
      {fewClips && <p className="quiet">{fewClips}</p>}
      <ThresholdField help="At 0 % every answer counts. Evaluate shows what each threshold leaves unanswered." />
    </Card>
  );
}

function titleOf(result: LiveResult | null, busy: boolean, threshold: number): string {
  if (busy) return 'Listening back';
  return result ? answerWords(result, threshold) : 'Nothing heard yet';
}

function hintOf(result: LiveResult, threshold: number): string {
  const why = isSure(result, threshold)
    ? ''
    : `No emotion reaches ${formatPercent(threshold)}, your threshold. `;
  return why + factsOf(result);
}

function factsOf({ source, durationS, sampleRateHz, voiceClips, tookMs }: LiveResult): string {
  return [
    source,
    `${durationS.toFixed(1)} s at ${(sampleRateHz / 1000).toLocaleString('en')} kHz`,
    ...voiceWords(voiceClips),
    `answered in ${Math.round(tookMs)} ms`,
  ].join(' · ');
}

/** By whose voice it was scaled, where the model does that. */
function voiceWords(voiceClips: number | null): string[] {
  if (voiceClips === null) return [];
  return [
    voiceClips === 0 ? 'by the average voice' : `by your voice, from ${formatCounted(voiceClips, 'clip')}`,
  ];
}

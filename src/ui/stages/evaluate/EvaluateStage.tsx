import { useState } from 'react';
import { DEMO_CORPUS } from '../../../core/corpora/demo.ts';
import { type Evaluation, useEvaluation } from '../../../store/evaluation.ts';
import { ConfusionMatrix } from '../../charts/ConfusionMatrix.tsx';
import { PerClassBars } from '../../charts/PerClassBars.tsx';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatCounted, formatPercent } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { StagePage } from '../../components/StagePage.tsx';
import { Stat, Stats } from '../../components/Stat.tsx';
import { EMOTION_LABELS } from '../../theme/emotions.ts';
import { SyntheticNotice } from '../data/DatasetFigures.tsx';
import { EmptyStage } from '../EmptyStage.tsx';
import { LeakNotice } from '../train/RunCard.tsx';
import { ClassTable } from './ClassTable.tsx';
import { intervalWords, untestedWords } from './reportWords.ts';
import { TestedClips } from './TestedClips.tsx';

/** How well it does on clips it never heard, and which ones it gets wrong. */
export default function EvaluateStage() {
  const evaluation = useEvaluation((state) => state.evaluation);
  return (
    <StagePage
      title="Evaluate"
      lead="How well the model does on clips it never heard. Choose a cell to hear what it got wrong."
    >
      {evaluation ? (
        <Results key={evaluation.tested[0]?.clip.id} evaluation={evaluation} />
      ) : (
        <EmptyStage title="No results yet" from="train" action="Go to Train">
          Train a model here, and its score on held-out speakers will appear.
        </EmptyStage>
      )}
    </StagePage>
  );
}

function Results({ evaluation }: { evaluation: Evaluation }) {
  const { labels, report, split, tested } = evaluation;
  const [cell, setCell] = useState<{ truth: number; predicted: number } | null>(null);
  const bySpeaker = split.by === 'speaker';
  const untested = untestedWords(report.perClass);
  return (
    <>
      {!bySpeaker && <LeakNotice />}
      {tested.some(({ clip }) => clip.corpus === DEMO_CORPUS) && <SyntheticNotice />}
      {untested && (
        <Notice
          kind="warning"
          title={untested}
          remedy="The UAR is the mean over the emotions it does have. Hold out more speakers, or train again with another seed, to test them all."
        />
      )}
      <Card
        title={`UAR ${formatPercent(report.uar, 1)} ${bySpeaker ? 'on speakers it never heard' : 'on a random split'}`}
        hint={
          bySpeaker
            ? `${formatCounted(tested.length, 'test clip')} by ${split.testSpeakers.join(', ')}`
            : `${formatCounted(tested.length, 'test clip')} by people it was also trained on`
        }
      >
        <Figures evaluation={evaluation} />
      </Card>
      <Card
        title="Confusion matrix"
        hint="Rows: what was acted. Columns: what the model heard. Choose a cell to list its clips."
      >
        <ConfusionMatrix
          labels={labels.map((label) => EMOTION_LABELS[label])}
          matrix={report.matrix}
          caption="Confusion matrix of the test clips"
          selected={cell ? { row: cell.truth, column: cell.predicted } : null}
          onSelect={(truth, predicted) => setCell({ truth, predicted })}
        />
      </Card>
      {cell && <TestedClips evaluation={evaluation} cell={cell} />}
      <Card
        title="By emotion"
        hint="Recall: share of an emotion’s clips that were found. Precision: share of its verdicts that were right."
      >
        <PerClassBars labels={labels} perClass={report.perClass} />
        <ClassTable perClass={report.perClass} />
      </Card>
    </>
  );
}

function Figures({ evaluation }: { evaluation: Evaluation }) {
  const { report, labels, split, tested } = evaluation;
  return (
    <Stats>
      <Stat
        label="UAR, the mean of recalls"
        value={formatPercent(report.uar, 1)}
        hint={intervalWords(evaluation)}
      />
      <Stat label="Accuracy" value={formatPercent(report.accuracy, 1)} />
      <Stat label="Macro F1" value={formatPercent(report.macroF1, 1)} />
      <Stat
        label="Chance"
        value={formatPercent(1 / labels.length, 1)}
        hint={`guessing among ${labels.length}`}
      />
      <Stat
        label="Test"
        value={formatCount(tested.length)}
        unit=" clips"
        hint={formatCounted(split.testSpeakers.length, 'speaker')}
      />
    </Stats>
  );
}

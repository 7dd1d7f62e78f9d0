import { useEffect } from 'react';
import { isComplete, isTested } from '../../../store/complete.ts';
import { type Evaluation, opened, useEvaluation } from '../../../store/evaluation.ts';
import { useRuns } from '../../../store/runs.ts';
import { CorpusMatrix } from '../../charts/CorpusMatrix.tsx';
import { PerClassBars } from '../../charts/PerClassBars.tsx';
import { VoiceCurve } from '../../charts/VoiceCurve.tsx';
import { Card } from '../../components/Card.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Settings } from '../../components/Settings.tsx';
import { StagePage } from '../../components/StagePage.tsx';
import { EmptyStage } from '../EmptyStage.tsx';
import { CalibrationCard } from './CalibrationCard.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ConfusionCard } from './ConfusionCard.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { ExportReportCard } from './ExportReportCard.tsx';
import { GroupCards } from './GroupCards.tsx';
import { HeadlineCard } from './HeadlineCard.tsx';
import { LeakCard } from './LeakCard.tsx';
import { ReportNotices } from './ReportNotices.tsx';
import { ReportPicker } from './ReportPicker.tsx';
import { RunsCard } from './RunsCard.tsx';
import { transferWords } from './reportWords.ts';
import { SpeakersCard } from './SpeakersCard.tsx';
import { keyOf, shownEvaluation } from './shownEvaluation.ts';
import { voiceWords } from './voiceWords.ts';

/** How well it does on clips it never heard, how far that can be trusted, and which clips it gets wrong. */
export default function EvaluateStage() {
  const evaluation = useEvaluation(shownEvaluation);
  const waiting = useEvaluation((state) => state.wanted !== null && !shownEvaluation(state));
  useEffect(() => {
    if (waiting) void opened();
  }, [waiting]);
  return (
    <StagePage
      title="Evaluate"
      lead="How well the model does on clips it never heard. Choose a cell to hear what it got wrong."
    >
      <Settings>
        <ReportPicker evaluation={evaluation} />
      </Settings>
      {evaluation ? (
        <Results key={keyOf(evaluation.of)} evaluation={evaluation} />
      ) : waiting ? (
        <Progress label="Judging the test" />
      ) : (
        <NoResults />
      )}
    </StagePage>
  );
}

function NoResults() {
  const untested = useRuns(({ rows }) => rows.some(isComplete) && !rows.some(isTested));
  return (
    <EmptyStage title="No results yet" from="train" action="Go to Train">
      {untested
        ? 'What was trained held nothing out, so there is no test to score. Train the recipe with another split, and its score will appear.'
        : 'Train a model here, and its score on held-out speakers will appear.'}
    </EmptyStage>
  );
}

function Results({ evaluation }: { evaluation: Evaluation }) {
  const { report, voiceCurve } = evaluation;
  const { labels, runs, pooled, corpusMatrix, calibration, coverage } = report;
  return (
    <>
      <ReportNotices evaluation={evaluation} />
      <HeadlineCard evaluation={evaluation} />
      {runs.length > 1 && <RunsCard runs={runs} />}
      <ConfusionCard evaluation={evaluation} />
      <Card
        title="By emotion"
        hint={`Recall: share of an emotion’s clips that were found. Precision: share of its verdicts that were right.${runs.length > 1 ? ' All runs together, so their mean may lie a little off the UAR above.' : ''}`}
      >
        <PerClassBars labels={labels} perClass={pooled.perClass} />
        <ClassTable perClass={pooled.perClass} />
      </Card>
      <SpeakersCard report={report} />
      <GroupCards report={report} />
      {corpusMatrix && (
        <Card
          title="From corpus to corpus"
          hint={transferWords(corpusMatrix) ?? 'UAR on a corpus that it was not trained on'}
          flush
        >
          <CorpusMatrix matrix={corpusMatrix} />
        </Card>
      )}
      <CalibrationCard calibration={calibration} />
      {coverage.length > 0 && (
        <CoverageCard coverage={coverage} calibrated={calibration.temperature !== null} />
      )}
      {voiceCurve && voiceCurve.length > 0 && (
        <Card
          title="What knowing the voice gives"
          hint="The recipe scales each voice by its own clips. UAR on the test speakers, by how many of their clips, without labels, are known."
        >
          <VoiceCurve title={voiceWords(voiceCurve)} points={voiceCurve} />
        </Card>
      )}
      <LeakCard />
      <ExportReportCard evaluation={evaluation} />
    </>
  );
}

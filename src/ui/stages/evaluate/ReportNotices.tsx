import { DEMO_CORPUS } from '../../../core/corpora/demo.ts';
import { partialWords, speakerClipsUse } from '../../../core/words/report.ts';
import type { Evaluation } from '../../../store/evaluation.ts';
import { LeakNotice } from '../../components/LeakNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SyntheticNotice } from '../data/DatasetFigures.tsx';
import { untestedWords } from './reportWords.ts';

/** What must be known before the score is read. */
export function ReportNotices({ evaluation: { report, tested } }: { evaluation: Evaluation }) {
  const untested = untestedWords(report.pooled.perClass);
  const partial = partialWords(report);
  return (
    <>
      {report.protocol === 'random' && <LeakNotice />}
      {partial && (
        <Notice
          kind="warning"
          title={`Not whole: ${partial}.`}
          remedy="Do not compare it with whole ones. Go on with what was cut off, or train it again."
        />
      )}
      {report.protocol === 'text' && (
        <Notice
          kind="info"
          title="The same people speak in training and in test; only the sentences are new."
          remedy="For the score on new voices, choose a protocol that holds out speakers."
        />
      )}
      {tested.some(({ clip }) => clip.corpus === DEMO_CORPUS) && <SyntheticNotice />}
      {report.usesTestSpeakersClips && (
        <Notice
          kind="info"
          title="This score uses the test speakers’ own clips, without their labels."
          remedy={`They ${speakerClipsUse(report.aligned)} Compare it only with scores that do the same. In Live a new voice needs the short calibration.`}
        />
      )}
      {untested && (
        <Notice
          kind="warning"
          title={untested}
          remedy="The UAR is the mean over the emotions it does have. Hold out more speakers, or train again with another seed, to test them all."
        />
      )}
    </>
  );
}

import { useMemo } from 'react';
import { summarise } from '../../../core/dataset/summary.ts';
import { clearDataset } from '../../../store/clearing.ts';
import { useDataset } from '../../../store/dataset.ts';
import { useKeeping } from '../../../store/keeping.ts';
import { cancelLabels, chooseLabel, confirmLabels, useLabels } from '../../../store/labels.ts';
import { notify } from '../../../store/notices.ts';
import {
  addDemoCorpus,
  addFiles,
  cancelReading,
  pauseReading,
  resumeReading,
} from '../../../store/reading.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { formatCount } from '../../components/format.ts';
import { Progress } from '../../components/Progress.tsx';
import { StagePage } from '../../components/StagePage.tsx';
import { DatasetFigures } from './DatasetFigures.tsx';
import { LeftOutCard } from './LeftOutCard.tsx';
import { MappingCard } from './MappingCard.tsx';
import { SpeakersCard } from './SpeakersCard.tsx';
import { StorageCard } from './StorageCard.tsx';
import { WhereToGet } from './WhereToGet.tsx';

/** Drop recordings, see what became of each. */
export default function DataStage() {
  const clips = useDataset((state) => state.clips);
  const leftOut = useDataset((state) => state.leftOut);
  const reading = useDataset((state) => state.reading !== null);
  const summary = useMemo(() => summarise(clips), [clips]);
  const keptBytes = useKeeping(({ usage }) => usage?.keptBytes ?? 0);
  const runBytes = useKeeping(({ usage }) => usage?.runBytes ?? 0);
  const inMemory = useKeeping(({ status, why }) => status === 'memory' && why !== null);
  const empty = clips.length === 0 && leftOut.length === 0;

  return (
    <StagePage
      title="Data"
      lead="Drop emotional-speech corpora as their sites ship them. They are read on this device and never leave it."
      actions={
        (!empty || keptBytes > 0) && (
          <Button variant="secondary" onClick={() => void clearDataset()}>
            Remove all clips
          </Button>
        )
      }
    >
      <DropZone
        onFiles={(files) => void addFiles(files)}
        onUnreadable={(path, reason) => notify('warning', `“${path}” could not be opened.`, reason)}
        disabled={reading}
        compact={!empty}
        title={empty ? 'Drop zips, folders or recordings here' : 'Drop more to add to the dataset'}
        hint="RAVDESS, TESS, CREMA-D, SAVEE, EmoDB, EMOVO, ESD, nEMO and JL-Corpus are recognised by their names; anything else needs a folder per emotion or a labels.csv."
        actions={
          <Button unavailable={reading} onClick={() => void addDemoCorpus()}>
            Use the synthetic demo corpus
          </Button>
        }
      />
      <Labels />
      <ReadingCard />
      {clips.length > 0 && <DatasetFigures summary={summary} />}
      {summary.speakers.length > 0 && <SpeakersCard summary={summary} />}
      {leftOut.length > 0 && <LeftOutCard leftOut={leftOut} />}
      {(!empty || keptBytes > 0 || runBytes > 0 || inMemory) && <StorageCard />}
      {empty && !reading && <WhereToGet />}
    </StagePage>
  );
}

/** What folder names and tables are taken to mean, for the user to put right before anything is read. */
function Labels() {
  const question = useLabels((state) => state.question);
  if (!question) return null;
  return (
    <MappingCard
      sourceName={question.sourceName}
      groups={question.groups}
      choices={question.choices}
      sureClips={question.sureClips}
      onChoose={chooseLabel}
      onConfirm={confirmLabels}
      onCancel={cancelLabels}
    />
  );
}

/** By itself, so that the tables below are not drawn anew with every clip read. */
function ReadingCard() {
  const reading = useDataset((state) => state.reading);
  const asking = useLabels((state) => state.question !== null);
  if (!reading || asking) return null;
  const { what, pace, paused } = reading;
  const { done, total, name, perSecond, remainingS } = pace;
  return (
    <Card>
      <Progress
        label={paused ? 'Paused' : total > 0 ? what : `${what} ${name}`.trim()}
        value={total > 0 ? done / total : null}
        detail={total > 0 ? `${formatCount(done)} of ${formatCount(total)} clips` : undefined}
        rate={perSecond > 0 && !paused ? `${formatCount(perSecond)} clips/s` : undefined}
        secondsLeft={paused ? null : remainingS}
        actions={
          <>
            {/* One button whose words change, so that it keeps the keyboard's focus. */}
            {paused !== null && total > 0 && (
              <Button variant="quiet" size="small" onClick={paused ? resumeReading : pauseReading}>
                {paused ? 'Resume' : 'Pause'}
              </Button>
            )}
            <Button variant="quiet" size="small" onClick={cancelReading}>
              Cancel
            </Button>
          </>
        }
      />
    </Card>
  );
}

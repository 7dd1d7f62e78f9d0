import { DEMO_CORPUS } from '../../../core/corpora/demo.ts';
import type { DatasetSummary } from '../../../core/dataset/summary.ts';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatCounted, formatDuration } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { Stat, Stats } from '../../components/Stat.tsx';
import { EMOTION_LABELS } from '../../theme/emotions.ts';
import { CorpusCounts } from './CorpusCounts.tsx';

/** How much there is, and of what. */
export function DatasetFigures({ summary }: { summary: DatasetSummary }) {
  const { corpora, speakers, emotionsPresent, clipsWithoutSpeaker } = summary;
  return (
    <>
      {corpora.some(({ corpus }) => corpus === DEMO_CORPUS) && <SyntheticNotice />}
      <Trainable summary={summary} />
      <Card title={balanceOf(summary)} hint="Clips by corpus and emotion">
        <Stats>
          <Stat label="Clips" value={formatCount(summary.clips)} />
          <Stat
            label="Speakers"
            value={formatCount(speakers.length)}
            hint={
              clipsWithoutSpeaker > 0
                ? `${formatCounted(clipsWithoutSpeaker, 'clip')} of unknown speakers, left out of a split by speaker`
                : undefined
            }
          />
          <Stat label="Emotions" value={emotionsPresent.length} />
          <Stat label="Speech and silence" value={formatDuration(summary.durationS)} />
        </Stats>
        <CorpusCounts summary={summary} />
      </Card>
    </>
  );
}

/** The emotions' balance in a sentence: a rare one is learned worst. */
function balanceOf({ emotionsPresent, emotions }: DatasetSummary): string {
  const counts = emotionsPresent.map((emotion) => emotions[emotion]);
  const fewest = Math.min(...counts);
  if (Math.max(...counts) <= 1.5 * fewest) return 'The emotions are evenly covered';
  const rarest = emotionsPresent[counts.indexOf(fewest)];
  return `${EMOTION_LABELS[rarest]} is the rarest emotion, with ${formatCounted(fewest, 'clip')}`;
}

export function SyntheticNotice() {
  return (
    <Notice
      kind="info"
      title="The demo corpus is synthetic."
      remedy="It was made by a small speech synthesiser, to try the tool with. What is learned from it says nothing about real voices."
    />
  );
}

/** What keeps this dataset from being trained on, and what to do about it. */
function Trainable({ summary }: { summary: DatasetSummary }) {
  const { emotionsPresent, speakers, clipsWithoutSpeaker } = summary;
  if (emotionsPresent.length < 2)
    return (
      <Notice
        kind="warning"
        title={`Every clip is ${emotionsPresent[0]}, so there is nothing to tell apart.`}
        remedy="Add recordings of at least one more emotion."
      />
    );
  if (speakers.length === 1 && clipsWithoutSpeaker > 0)
    return (
      <Notice
        kind="warning"
        title={`Only ${speakers[0].speaker} is known by name: the speakers of ${formatCounted(clipsWithoutSpeaker, 'clip')} are unknown.`}
        remedy="A split by speaker leaves clips of unknown speakers out, so no one is left to test on. Sort the recordings into a folder per speaker, or choose the random split in Train knowing that its score will flatter."
      />
    );
  if (speakers.length === 1)
    return (
      <Notice
        kind="warning"
        title={`All clips are by one speaker (${speakers[0].speaker}), so no one is left to test on.`}
        remedy="Add recordings of another speaker, or choose the random split in Train knowing that its score will flatter."
      />
    );
  if (speakers.length === 0)
    return (
      <Notice
        kind="warning"
        title="The paths do not tell who speaks, so a split by speaker is not possible."
        remedy="Sort the recordings into a folder per speaker inside or around the emotion folders, or choose the random split in Train."
      />
    );
  return null;
}

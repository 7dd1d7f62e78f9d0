import { useMemo, useState } from 'react';
import type { Clip } from '../../../core/dataset/clip.ts';
import { EMOTIONS, type Emotion } from '../../../core/dataset/emotions.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatCount } from '../../components/format.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { EMOTION_LABELS } from '../../theme/emotions.ts';

const COLUMNS: Column<Clip>[] = [
  {
    id: 'path',
    header: 'Clip',
    cell: ({ path }) => <span className="path">{baseName(path)}</span>,
    sortValue: ({ path }) => path,
  },
  {
    id: 'emotion',
    header: 'Emotion',
    cell: ({ emotion }) => <EmotionTag emotion={emotion} />,
    sortValue: ({ emotion }) => EMOTIONS.indexOf(emotion),
  },
  {
    id: 'speaker',
    header: 'Speaker',
    cell: ({ speaker }) => speaker ?? '–',
    sortValue: ({ speaker }) => speaker,
  },
  { id: 'text', header: 'Text', cell: ({ text }) => text ?? '–', sortValue: ({ text }) => text },
  {
    id: 'duration',
    header: 'Length',
    align: 'end',
    cell: ({ durationS }) => `${durationS.toFixed(1)} s`,
    sortValue: ({ durationS }) => durationS,
  },
];

const ALL = 'all';

export interface ClipPickerProps {
  clips: Clip[];
  selected: string | null;
  onSelect: (clip: Clip) => void;
}

/** Every clip, narrowed by emotion and speaker. */
export function ClipPicker({ clips, selected, onSelect }: ClipPickerProps) {
  const [emotion, setEmotion] = useState<Emotion | typeof ALL>(ALL);
  const [speaker, setSpeaker] = useState<string>(ALL);
  const present = useMemo(() => new Set(clips.map((clip) => clip.emotion)), [clips]);
  const speakers = useMemo(() => [...new Set(clips.flatMap((clip) => clip.speaker ?? []))].sort(), [clips]);
  const shown = useMemo(
    () =>
      clips.filter(
        (clip) =>
          (emotion === ALL || clip.emotion === emotion) && (speaker === ALL || clip.speaker === speaker),
      ),
    [clips, emotion, speaker],
  );
  return (
    <Card
      title={`${formatCount(shown.length)} of ${formatCount(clips.length)} clips`}
      hint="Choose one to see and hear it"
    >
      <div className="filters">
        <SelectField
          label="Emotion"
          value={emotion}
          onChange={setEmotion}
          options={[
            { value: ALL, label: 'All emotions' },
            ...EMOTIONS.filter((value) => present.has(value)).map((value) => ({
              value,
              label: EMOTION_LABELS[value],
            })),
          ]}
        />
        <SelectField
          label="Speaker"
          value={speaker}
          onChange={setSpeaker}
          options={[
            { value: ALL, label: 'All speakers' },
            ...speakers.map((value) => ({ value, label: value })),
          ]}
        />
      </div>
      <DataTable
        caption="Clips"
        columns={COLUMNS}
        rows={shown}
        rowKey={({ id }) => id}
        selectedKey={selected}
        onSelect={onSelect}
        maxHeight="26rem"
        empty="No clip matches."
      />
    </Card>
  );
}

function baseName(path: string): string {
  return path.split('/').at(-1)!;
}

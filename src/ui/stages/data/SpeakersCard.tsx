import { EMOTIONS } from '../../../core/dataset/emotions.ts';
import type { DatasetSummary, SpeakerSummary } from '../../../core/dataset/summary.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { formatCount, formatCounted, formatDuration } from '../../components/format.ts';
import { EMOTION_LABELS } from '../../theme/emotions.ts';

/** Who speaks, how often and how. */
export function SpeakersCard({ summary }: { summary: DatasetSummary }) {
  const emotions = EMOTIONS.filter((emotion) => summary.emotions[emotion] > 0);
  const columns: Column<SpeakerSummary>[] = [
    { id: 'speaker', header: 'Speaker', cell: ({ speaker }) => speaker, sortValue: ({ speaker }) => speaker },
    {
      id: 'gender',
      header: 'Gender',
      cell: ({ gender }) => gender ?? '–',
      sortValue: ({ gender }) => gender,
    },
    {
      id: 'clips',
      header: 'Clips',
      align: 'end',
      cell: ({ clips }) => formatCount(clips),
      sortValue: ({ clips }) => clips,
    },
    {
      id: 'duration',
      header: 'Length',
      align: 'end',
      cell: ({ durationS }) => formatDuration(durationS),
      sortValue: ({ durationS }) => durationS,
    },
    ...emotions.map(
      (emotion): Column<SpeakerSummary> => ({
        id: emotion,
        header: EMOTION_LABELS[emotion],
        align: 'end',
        cell: (row) => (row.emotions[emotion] > 0 ? row.emotions[emotion] : '–'),
        sortValue: (row) => row.emotions[emotion],
      }),
    ),
  ];
  return (
    <Card
      title={formatCounted(summary.speakers.length, 'speaker')}
      hint="Split by speaker, each of them is trained on or held out, never both"
      flush
    >
      <DataTable
        caption="Clips by speaker and emotion"
        columns={columns}
        rows={summary.speakers}
        rowKey={({ speaker }) => speaker}
        maxHeight="22rem"
      />
    </Card>
  );
}

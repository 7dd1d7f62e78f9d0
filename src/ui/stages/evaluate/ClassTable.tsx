import type { Emotion } from '../../../core/dataset/emotions.ts';
import type { Report } from '../../../core/metrics/report.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatCount, formatPercent } from '../../components/format.ts';

type Row = Report['perClass'][number];

/** A share, or a dash where it is not defined: no clip of the class, or never predicted. */
const share = (value: number | null) => (value === null ? '–' : formatPercent(value, 1));

const COLUMNS: Column<Row>[] = [
  { id: 'label', header: 'Emotion', cell: ({ label }) => <EmotionTag emotion={label as Emotion} /> },
  {
    id: 'precision',
    header: 'Precision',
    align: 'end',
    cell: ({ precision }) => share(precision),
    sortValue: ({ precision }) => precision,
  },
  {
    id: 'recall',
    header: 'Recall',
    align: 'end',
    cell: ({ recall }) => share(recall),
    sortValue: ({ recall }) => recall,
  },
  { id: 'f1', header: 'F1', align: 'end', cell: ({ f1 }) => share(f1), sortValue: ({ f1 }) => f1 },
  {
    id: 'support',
    header: 'Clips',
    align: 'end',
    cell: ({ support }) => formatCount(support),
    sortValue: ({ support }) => support,
  },
];

export function ClassTable({ perClass }: { perClass: Row[] }) {
  return (
    <DataTable
      caption="Precision, recall and F1 by emotion"
      columns={COLUMNS}
      rows={perClass}
      rowKey={({ label }) => label}
    />
  );
}

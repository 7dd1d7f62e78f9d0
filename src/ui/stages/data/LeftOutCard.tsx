import type { LeftOut } from '../../../core/dataset/clip.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { formatCounted } from '../../components/format.ts';

const KINDS: Record<LeftOut['kind'], string> = {
  duplicate: 'Same recording twice',
  unreadable: 'Unreadable',
  silent: 'Silent',
  unlabelled: 'No emotion in its name',
  'not-audio': 'Not audio',
};

const COLUMNS: Column<LeftOut>[] = [
  {
    id: 'kind',
    header: 'Why',
    cell: ({ kind }) => KINDS[kind],
    sortValue: ({ kind }) => KINDS[kind],
    width: '11rem',
  },
  {
    id: 'path',
    header: 'File',
    cell: ({ path }) => <span className="path">{path}</span>,
    sortValue: ({ path }) => path,
  },
  { id: 'reason', header: 'What happened', cell: ({ reason }) => reason },
];

/** Every file that did not become a clip, with its reason. */
export function LeftOutCard({ leftOut }: { leftOut: LeftOut[] }) {
  return (
    <Card
      title={`${formatCounted(leftOut.length, 'file')} left out`}
      hint="Nothing is dropped in silence: each file and its reason"
      flush
    >
      <DataTable
        caption="Files left out"
        columns={COLUMNS}
        rows={leftOut}
        rowKey={({ source, path }) => `${source}\n${path}`}
        maxHeight="22rem"
      />
    </Card>
  );
}

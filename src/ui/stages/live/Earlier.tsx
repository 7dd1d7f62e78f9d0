import type { LiveResult } from '../../../store/live.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatPercent } from '../../components/format.ts';
import { topOf } from '../../components/words.ts';

const COLUMNS: Column<LiveResult>[] = [
  { id: 'source', header: 'Recording', cell: ({ source }) => source },
  {
    id: 'emotion',
    header: 'Heard as',
    cell: (result) => {
      const { label, probability } = topOf(result);
      return <EmotionTag emotion={label} value={formatPercent(probability)} />;
    },
  },
  { id: 'length', header: 'Length', align: 'end', cell: ({ durationS }) => `${durationS.toFixed(1)} s` },
];

/** What was heard before, newest first. */
export function Earlier({ results }: { results: LiveResult[] }) {
  return (
    <Card title="Earlier" flush>
      <DataTable
        caption="Earlier recordings"
        columns={COLUMNS}
        rows={results}
        rowKey={(_, index) => String(index)}
      />
    </Card>
  );
}

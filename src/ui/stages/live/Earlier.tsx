import type { LiveResult } from '../../../store/live.ts';
import { useModel } from '../../../store/model.ts';
import { useThreshold } from '../../../store/threshold.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatPercent } from '../../components/format.ts';
import { isSure, percentBelow, topOf } from '../../components/words.ts';
import { AddToVoice } from './AddToVoice.tsx';

const columnsAt = (threshold: number): Column<LiveResult>[] => [
  { id: 'source', header: 'Recording', cell: ({ source }) => source },
  {
    id: 'emotion',
    header: 'Heard as',
    cell: (result) => {
      const { label, probability } = topOf(result);
      if (isSure(result, threshold)) return <EmotionTag emotion={label} value={formatPercent(probability)} />;
      return (
        <span className="facts">
          Not sure: <EmotionTag emotion={label} value={percentBelow(probability, threshold)} />
        </span>
      );
    },
  },
  { id: 'length', header: 'Length', align: 'end', cell: ({ durationS }) => `${durationS.toFixed(1)} s` },
  { id: 'voice', header: 'Voice', cell: (result) => <AddToVoice result={result} /> },
];

/** What was heard before, newest first. */
export function Earlier({ results }: { results: LiveResult[] }) {
  const threshold = useThreshold((state) => state.threshold);
  const scales = useModel(({ model }) => model?.recipe.scale === 'speaker');
  const columns = columnsAt(threshold).filter(({ id }) => scales || id !== 'voice');
  return (
    <Card title="Earlier" flush>
      <DataTable
        caption="Earlier recordings"
        columns={columns}
        rows={results}
        rowKey={({ id }) => String(id)}
      />
    </Card>
  );
}

import type { CorpusSummary, DatasetSummary } from '../../../core/dataset/summary.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatCount } from '../../components/format.ts';
import { EMOTION_LABELS, emotionColour } from '../../theme/emotions.ts';
import { useTheme } from '../../theme/useTheme.ts';
import './CorpusCounts.css';

/** Clips of each corpus as a bar of its emotions, all to one scale. The legend gives the totals, a table the parts. */
export function CorpusCounts({ summary }: { summary: DatasetSummary }) {
  const { corpora, emotionsPresent } = summary;
  const most = Math.max(...corpora.map(({ clips }) => clips));
  return (
    <div className="counts">
      <ul className="counts__legend" aria-label="Clips by emotion">
        {emotionsPresent.map((emotion) => (
          <li key={emotion}>
            <EmotionTag emotion={emotion} value={formatCount(summary.emotions[emotion])} />
          </li>
        ))}
      </ul>
      {corpora.map((corpus) => (
        <div key={corpus.corpus} className="counts__row">
          <span className="counts__name">{corpus.corpus}</span>
          <Bar corpus={corpus} summary={summary} widthShare={corpus.clips / most} />
          <span className="counts__total">{formatCount(corpus.clips)}</span>
        </div>
      ))}
      {/* Of a single corpus the legend says it all. */}
      {corpora.length > 1 && <CountsTable summary={summary} />}
    </div>
  );
}

function CountsTable({ summary: { corpora, emotionsPresent } }: { summary: DatasetSummary }) {
  const columns: Column<CorpusSummary>[] = [
    { id: 'corpus', header: 'Corpus', cell: ({ corpus }) => corpus, sortValue: ({ corpus }) => corpus },
    ...emotionsPresent.map(
      (emotion): Column<CorpusSummary> => ({
        id: emotion,
        header: EMOTION_LABELS[emotion],
        align: 'end',
        cell: ({ emotions }) => (emotions[emotion] > 0 ? formatCount(emotions[emotion]) : '–'),
        sortValue: ({ emotions }) => emotions[emotion],
      }),
    ),
  ];
  return (
    <DataTable
      caption="Clips by corpus and emotion"
      columns={columns}
      rows={corpora}
      rowKey={({ corpus }) => corpus}
    />
  );
}

interface BarProps {
  corpus: CorpusSummary;
  summary: DatasetSummary;
  widthShare: number;
}

function Bar({ corpus, summary, widthShare }: BarProps) {
  const { theme } = useTheme();
  const present = summary.emotionsPresent.filter((emotion) => corpus.emotions[emotion] > 0);
  const words = present.map((emotion) => `${EMOTION_LABELS[emotion]} ${corpus.emotions[emotion]}`).join(', ');
  return (
    <span className="counts__track">
      <span
        className="counts__bar"
        role="img"
        aria-label={`${corpus.corpus}: ${words}`}
        style={{ width: `${widthShare * 100}%` }}
      >
        {present.map((emotion) => (
          <span
            key={emotion}
            className="counts__part"
            title={`${EMOTION_LABELS[emotion]}: ${formatCount(corpus.emotions[emotion])}`}
            style={{ flexGrow: corpus.emotions[emotion], background: emotionColour(emotion, theme) }}
          />
        ))}
      </span>
    </span>
  );
}

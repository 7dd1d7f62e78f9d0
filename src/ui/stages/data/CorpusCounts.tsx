import type { CorpusSummary, DatasetSummary } from '../../../core/dataset/summary.ts';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { formatCount } from '../../components/format.ts';
import { EMOTION_LABELS, emotionColour } from '../../theme/emotions.ts';
import { useTheme } from '../../theme/useTheme.ts';
import './CorpusCounts.css';

/** Clips of each corpus as a bar of its emotions, all to one scale. The legend gives the totals. */
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
    </div>
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

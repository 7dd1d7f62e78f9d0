import { useEffect, useMemo, useRef } from 'react';
import { EMOTIONS, type Emotion } from '../../../core/dataset/emotions.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { formatCount, formatCounted } from '../../components/format.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { EMOTION_LABELS, emotionColour } from '../../theme/emotions.ts';
import { useTheme } from '../../theme/useTheme.ts';
import {
  chosenFor,
  countToRead,
  inOrder,
  type MappingChoices,
  type MappingGroup,
  MOST_ROWS,
  shortened,
  understoodWords,
} from './mapping.ts';
import './MappingCard.css';

export interface MappingCardProps {
  /** What was dropped. */
  sourceName: string;
  /** At least one. */
  groups: readonly MappingGroup[];
  choices: MappingChoices;
  onChoose: (groupId: string, emotion: Emotion | null) => void;
  /** Clips of known corpora in the same drop. */
  sureClips: number;
  onConfirm: () => void;
  onCancel: () => void;
}

const LEAVE_OUT = 'leave-out';

const OPTIONS: { value: Emotion | typeof LEAVE_OUT; label: string }[] = [
  ...EMOTIONS.map((emotion) => ({ value: emotion, label: EMOTION_LABELS[emotion] })),
  { value: LEAVE_OUT, label: 'Leave out' },
];

/** What labelled folders and tables were taken for, to be put right before anything is read. */
export function MappingCard(props: MappingCardProps) {
  const { sourceName, groups, choices, onChoose, sureClips, onConfirm, onCancel } = props;
  const ordered = useMemo(() => inOrder(groups), [groups]);
  const shown = ordered.slice(0, MOST_ROWS);
  const toRead = countToRead(groups, choices, sureClips);
  const all = groups.reduce((sum, { clips }) => sum + clips, sureClips);

  const columns: Column<MappingGroup>[] = [
    {
      id: 'word',
      header: 'As spelled',
      cell: (group) => <Word group={group} unknown={group.emotion === null && !chosenFor(group, choices)} />,
    },
    {
      id: 'emotion',
      header: 'Emotion',
      cell: (group) => (
        <EmotionSelect
          word={group.word}
          emotion={chosenFor(group, choices)}
          onChoose={(emotion) => onChoose(group.id, emotion)}
        />
      ),
    },
    { id: 'clips', header: 'Clips', align: 'end', cell: ({ clips }) => formatCount(clips) },
    {
      id: 'speakers',
      header: 'Speakers',
      align: 'end',
      cell: ({ speakers }) => (speakers > 0 ? formatCount(speakers) : '–'),
    },
    {
      id: 'example',
      header: 'For example',
      cell: ({ example }) => <span className="path">{shortened(example)}</span>,
    },
  ];

  // A question that nothing else goes on without: it comes into sight, and the next Tab is in it.
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);

  return (
    <section ref={card} className="mapping" tabIndex={-1} aria-label="What the labels stand for">
      <Card
        title={understoodWords(groups)}
        hint={`In “${sourceName}”. Say what each stands for; what stands for none of the eight is left out, and listed.`}
        flush
      >
        <DataTable
          caption="Labels and their emotions"
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          maxHeight="28rem"
        />
        <footer className="mapping__foot">
          {ordered.length > shown.length && (
            <p className="mapping__note">
              These are the first {formatCount(shown.length)} of {formatCounted(ordered.length, 'label')}. The
              others keep what they were taken for; those not known are left out. If they are no labels,
              cancel and sort the recordings into one folder per emotion.
            </p>
          )}
          <p className="mapping__note" role="status">
            {countWords(toRead, all, sureClips)}
          </p>
          <div className="mapping__actions">
            <Button variant="secondary" onClick={onCancel}>
              Cancel
            </Button>
            <Button variant="primary" unavailable={toRead === 0} onClick={onConfirm}>
              Read {formatCounted(toRead, 'clip')}
            </Button>
          </div>
        </footer>
      </Card>
    </section>
  );
}

/** What the button will do, to the last clip. */
function countWords(toRead: number, all: number, sureClips: number): string {
  if (toRead === 0) return 'Nothing to read yet: give one label at least an emotion.';
  const sure = sureClips > 0 ? `, ${formatCount(sureClips)} of them of corpora known by name` : '';
  const out = all > toRead ? ` ${formatCounted(all - toRead, 'clip')} left out.` : '';
  return `${formatCounted(toRead, 'clip')} to read${sure}.${out}`;
}

function Word({ group: { word, origin }, unknown }: { group: MappingGroup; unknown: boolean }) {
  return (
    <span className="mapping__word">
      <bdi>{shortened(word)}</bdi>
      {unknown && <span className="mapping__unknown">Not known</span>}
      {origin === 'table' && <span className="mapping__origin">from a table</span>}
    </span>
  );
}

interface EmotionSelectProps {
  word: string;
  emotion: Emotion | null;
  onChoose: (emotion: Emotion | null) => void;
}

function EmotionSelect({ word, emotion, onChoose }: EmotionSelectProps) {
  const { theme } = useTheme();
  return (
    <div className="mapping__emotion">
      <span
        className={emotion === null ? 'mapping__swatch mapping__swatch--none' : 'mapping__swatch'}
        style={emotion === null ? undefined : { background: emotionColour(emotion, theme) }}
        aria-hidden="true"
      />
      <SelectField
        label={<span className="visually-hidden">Emotion for “{shortened(word)}”</span>}
        value={emotion ?? LEAVE_OUT}
        options={OPTIONS}
        onChange={(value) => onChoose(value === LEAVE_OUT ? null : value)}
      />
    </div>
  );
}
